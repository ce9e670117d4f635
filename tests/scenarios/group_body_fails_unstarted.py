# SPDX-License-Identifier: MIT
# Scenario: the body fails before the child has started: the child never runs, the body's error is the only member.
# Clauses: C3 09, E6.2
from oracle import *


async def child():
    trace("never")


async def program():
    try:
        async with TaskGroup() as group:
            task = group.create_task(child())
            raise ValueError
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("cancelled", task.cancelled())
    return 0


def main():
    run(program())
