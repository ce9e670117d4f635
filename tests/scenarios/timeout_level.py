# SPDX-License-Identifier: MIT
# Scenario: a cancel swallowed before the timeout does not disturb it.
# Clauses: C4 cancelling at entry, E8.3
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed", current_task().cancelling())
    try:
        async with timeout(2):
            await sleep(50)
    except TimeoutError:
        trace("fired", current_task().cancelling())
    await sleep(1)
    return 3


async def program():
    task = create_task(child())
    await sleep(1)
    task.cancel()
    trace("result", await task)
    return 0


def main():
    run(program())
