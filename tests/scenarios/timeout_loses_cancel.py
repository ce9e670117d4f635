# SPDX-License-Identifier: MIT
# Scenario: a deadline that has passed meets an outer cancel not yet delivered: TimeoutError, the cancel is lost.
# Clauses: E8.4
from oracle import *


async def child():
    current_task().cancel()
    try:
        async with timeout(0):
            await sleep(0)
            trace("never")
    except TimeoutError:
        trace("timed out", current_task().cancelling())
    except CancelledError:
        trace("cancelled", current_task().cancelling())
    await sleep(1)
    return 4


async def program():
    task = create_task(child())
    trace("result", await task)
    return 0


def main():
    run(program())
