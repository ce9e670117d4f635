# SPDX-License-Identifier: MIT
# Scenario: a cancel from outside before the deadline stays a CancelledError.
# Clauses: C4 foreign CancelledError
from oracle import *


async def child():
    try:
        async with timeout(9) as limit:
            await sleep(50)
    except CancelledError:
        trace("cancelled", limit.expired())
        raise


async def program():
    task = create_task(child())
    await sleep(2)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
