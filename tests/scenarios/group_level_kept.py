# SPDX-License-Identifier: MIT
# Scenario: a cancel swallowed before a group: the group keeps its count, and, when it fails, brings that cancel back.
# Clauses: C3 cancelling level, E6.3
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def parent():
    try:
        await sleep(50)
    except CancelledError:
        trace("requests", current_task().cancelling())
    try:
        async with TaskGroup() as group:
            group.create_task(failing())
            await sleep(50)
    except ExceptionGroup:
        trace("group failed")
    trace("requests", current_task().cancelling())
    try:
        await sleep(1)
    except CancelledError:
        trace("cancelled again")
    return 1


async def program():
    task = create_task(parent())
    await sleep(1)
    task.cancel()
    trace("result", await task)
    return 0


def main():
    run(program())
