# SPDX-License-Identifier: MIT
# Scenario: a child fails while an outer cancel takes the group down: ExceptionGroup, and the cancel is not lost.
# Clauses: C3 08, C3 cancelling level, E6.3
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        raise ValueError


async def parent():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("requests", current_task().cancelling())
    try:
        await sleep(5)
    except CancelledError:
        trace("cancelled again at the next wait")
        raise


async def program():
    task = create_task(parent())
    await sleep(1)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
