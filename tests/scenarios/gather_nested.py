# SPDX-License-Identifier: MIT
# Scenario: tasks that gather gather each other: a cancel reaches all that is in them, each in its turn.
# Clauses: E4, C2
from oracle import *


async def leaf(name):
    try:
        await sleep(9)
    except CancelledError as error:
        trace("leaf is cancelled", name, why(error))
        raise


async def gathering(name, *tasks):
    try:
        await gather(*tasks)
    except CancelledError as error:
        trace("gathering is cancelled", name, why(error))
        raise


async def program():
    leaves = [create_task(leaf(name)) for name in range(5)]
    deep = create_task(gathering(0, leaves[0], leaves[1]))
    middle = create_task(gathering(1, deep, leaves[2]))
    task = create_task(gathering(2, leaves[3], middle, leaves[4]))
    await sleep(1)
    task.cancel("go")
    try:
        await task
    except CancelledError as error:
        trace("task is cancelled", why(error))
    return 0


def main():
    run(program())
