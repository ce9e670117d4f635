# SPDX-License-Identifier: MIT
# Scenario: a future gets its result, its waiter goes on in the next iteration.
# Clauses: E3, E2.1
from oracle import *


async def completing(waited):
    await sleep(1)
    trace("completing")
    waited.set_result(4)
    await sleep(0)
    trace("one iteration later")


async def program():
    waited = future()
    create_task(completing(waited))
    trace("got", await waited)
    return 0


def main():
    run(program())
