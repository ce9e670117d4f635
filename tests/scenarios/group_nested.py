# SPDX-License-Identifier: MIT
# Scenario: a failure in an inner group's child: its group becomes a member of the outer group's error.
# Clauses: C3 13, C3 nested
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def inner():
    async with TaskGroup() as group:
        group.create_task(failing())
        await sleep(50)


async def sibling():
    try:
        await sleep(50)
    except CancelledError:
        trace("sibling is cancelled")
        raise


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(inner())
            group.create_task(sibling())
    except ExceptionGroup as error:
        trace("outer members", len(error.exceptions), error.exceptions[0])
        trace("inner member", error.exceptions[0].exceptions[0])
    return 0


def main():
    run(program())
