# SPDX-License-Identifier: MIT
# Scenario: a body that fails keeps its error, in time and after the deadline.
# Clauses: C4 foreign exceptions
from oracle import *


async def program():
    try:
        async with timeout(9):
            raise ValueError
    except ValueError:
        trace("in time")
    try:
        async with timeout(2) as limit:
            try:
                await sleep(50)
            except CancelledError:
                raise LookupError
    except LookupError:
        trace("after the deadline", limit.expired())
    trace("requests", current_task().cancelling())
    return 0


def main():
    run(program())
