# SPDX-License-Identifier: MIT
# Scenario: the body fails: the child is cancelled, and the body's error is the last member.
# Clauses: C3 09, E6.2
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("child is cancelled")
        raise LookupError


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
            await sleep(1)
            raise ValueError
    except ExceptionGroup as error:
        trace("members", len(error.exceptions))
        trace("first", error.exceptions[0])
        trace("last", error.exceptions[1])
    trace("requests", current_task().cancelling())
    return 0


def main():
    run(program())
