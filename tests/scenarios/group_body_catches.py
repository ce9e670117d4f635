# SPDX-License-Identifier: MIT
# Scenario: the body catches the CancelledError that a failing child caused: the group still raises, later waits go well.
# Clauses: C3 04, E6.3
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(failing())
            try:
                await sleep(50)
            except CancelledError:
                trace("caught in the body")
            await sleep(1)
            trace("the body goes on")
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("requests", current_task().cancelling())
    await sleep(1)
    return 0


def main():
    run(program())
