# SPDX-License-Identifier: MIT
# Scenario: a child fails and the parent is cancelled from outside in one iteration: the error comes out, the cancel stays.
# Clauses: E6.3, C3 cancelling level
from oracle import *


async def failing():
    await sleep(2)
    raise ValueError


async def parent():
    try:
        async with TaskGroup() as group:
            group.create_task(failing())
            await sleep(50)
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("requests", current_task().cancelling())
    try:
        await sleep(5)
    except CancelledError:
        trace("the outer cancel")
        raise


async def program():
    task = create_task(parent())
    await sleep(0)
    await sleep(2)
    await sleep(0)
    trace("asked", task.cancel())
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
