# SPDX-License-Identifier: MIT
# Scenario: cancelling a task that waits for its group: it wakes, cancels its child, and waits for it.
# Clauses: E4, E6
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("child")
        raise


async def parent():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except CancelledError:
        trace("parent", current_task().cancelling())
        raise


async def program():
    task = create_task(parent())
    await sleep(1)
    trace("asked", task.cancel())
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
