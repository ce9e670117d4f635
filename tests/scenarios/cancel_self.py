# SPDX-License-Identifier: MIT
# Scenario: a task that cancels itself goes on to its next real suspension.
# Clauses: E4
from oracle import *


async def nothing():
    pass


async def child():
    current_task().cancel()
    trace("goes on")
    await nothing()
    async with timeout(5):
        trace("entering a timeout does not suspend")
    waited = future()
    try:
        await waited
    except CancelledError:
        trace("future cancelled", waited.cancelled())
        raise


async def program():
    task = create_task(child())
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
