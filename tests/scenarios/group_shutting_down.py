# SPDX-License-Identifier: MIT
# Scenario: a group that is shutting down takes no more children.
# Clauses: C3 misuse, E6.6
from oracle import *


async def failing():
    raise ValueError


async def late():
    trace("never")


async def stubborn(group):
    try:
        await sleep(50)
    except CancelledError:
        refused = outcome(group.create_task, late())
        trace("refused", isinstance(refused, RuntimeError))
        raise


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(stubborn(group))
            group.create_task(failing())
    except ExceptionGroup as error:
        trace("members", len(error.exceptions))
    return 0


def main():
    run(program())
