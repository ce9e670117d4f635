# SPDX-License-Identifier: MIT
# Scenario: the errors of a group, parted by kind: each half keeps their order.
# Clauses: E6.2
from oracle import *


async def fails(error):
    await sleep(0)
    raise error


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(fails(ValueError()))
            group.create_task(fails(LookupError()))
            group.create_task(fails(ValueError()))
            group.create_task(fails(ZeroDivisionError()))
    except ExceptionGroup as error:
        match, rest = error.split(ValueError)
        for member in match.exceptions:
            trace("match", member)
        for member in rest.exceptions:
            trace("rest", member)
        match, rest = error.split(OSError)
        trace("matches", 0 if match is None else 1)
        trace("others", len(rest.exceptions))
    return 0


def main():
    run(program())
