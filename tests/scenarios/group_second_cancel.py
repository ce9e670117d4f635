# SPDX-License-Identifier: MIT
# Scenario: a second outer cancel while children clean up does not cut that short; children are cancelled once.
# Clauses: E6.5
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        await sleep(4)
        trace("child has cleaned up", current_task().cancelling())
        raise


async def parent():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except CancelledError:
        trace("requests", current_task().cancelling())
        raise


async def program():
    task = create_task(parent())
    await sleep(1)
    task.cancel()
    await sleep(1)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("main", now())
    return 0


def main():
    run(program())
