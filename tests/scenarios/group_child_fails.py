# SPDX-License-Identifier: MIT
# Scenario: a failing child cancels its siblings and the body; the group raises when all are done.
# Clauses: C3 04, E6.1, E6.2
from oracle import *


async def failing():
    await sleep(2)
    raise ValueError


async def sibling():
    try:
        await sleep(9)
    except CancelledError:
        trace("sibling cleans up")
        raise


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(failing())
            group.create_task(sibling())
            await sleep(9)
            trace("never")
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("cancelling", current_task().cancelling())
    return 0


def main():
    run(program())
