# SPDX-License-Identifier: MIT
# Scenario: two tasks await one future, both get its result, in the order in which they came.
# Clauses: E2.3, C8 futures
from oracle import *


async def child(number, waited):
    trace("child", number, await waited)


async def program():
    waited = future()
    first = create_task(child(1, waited))
    second = create_task(child(2, waited))
    await sleep(1)
    waited.set_result(9)
    await second
    await first
    return 0


def main():
    run(program())
