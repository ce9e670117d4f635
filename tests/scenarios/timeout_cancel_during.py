# SPDX-License-Identifier: MIT
# Scenario: a cancel from outside while the timed out body cleans up: CancelledError, not TimeoutError.
# Clauses: C4 cancel during
from oracle import *


async def child():
    try:
        async with timeout(2):
            try:
                await sleep(50)
            except CancelledError:
                trace("cleanup")
                await sleep(20)
    except CancelledError:
        trace("cancelled", current_task().cancelling())
        raise


async def program():
    task = create_task(child())
    await sleep(5)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("main", now())
    return 0


def main():
    run(program())
