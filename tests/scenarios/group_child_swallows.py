# SPDX-License-Identifier: MIT
# Scenario: a sibling that swallows the group's cancel and returns delays the group's end, no more.
# Clauses: C3 04, E6.1
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def sibling():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed")
    await sleep(3)
    return 7


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(failing())
            task = group.create_task(sibling())
    except ExceptionGroup as error:
        trace("members", len(error.exceptions))
    trace("sibling", task.result())
    return 0


def main():
    run(program())
