# SPDX-License-Identifier: MIT
# Scenario: a task ends, its waiter goes on in the next iteration.
# Clauses: E3
from oracle import *


async def child():
    await sleep(0)
    trace("child ends")
    return 1


async def program():
    trace("got", await create_task(child()))
    return 0


def main():
    run(program())
