# SPDX-License-Identifier: MIT
# Scenario: who waits in gather is cancelled when all children have just ended: the cancel arrives all the same.
# Clauses: E4, C2
from oracle import *


async def leaf():
    await sleep(1)
    return 1


async def canceller(task):
    await sleep(1)
    task.cancel("late")


async def gathering(tasks):
    await sleep(0)
    try:
        await gather(*tasks)
    except CancelledError as error:
        trace("cancelled", why(error))
        raise
    trace("not cancelled")


async def program():
    tasks = []
    task = create_task(gathering(tasks))
    tasks += [create_task(leaf()), create_task(leaf())]
    create_task(canceller(task))
    try:
        await task
    except CancelledError as error:
        trace("task is cancelled", why(error))
    return 0


def main():
    run(program())
