# SPDX-License-Identifier: MIT
# Scenario: two children fail in one iteration: both are members, in order of completion.
# Clauses: E6.2, C3 04
from oracle import *


async def first():
    await sleep(0)
    raise LookupError


async def second():
    raise ValueError


async def third():
    await sleep(0)
    raise ZeroDivisionError


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(first())
            group.create_task(third())
            await sleep(0)
            group.create_task(second())
    except ExceptionGroup as error:
        for member in error.exceptions:
            trace("member", member)
    return 0


def main():
    run(program())
