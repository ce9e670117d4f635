# SPDX-License-Identifier: MIT
# Scenario: cancelling a task in the ready queue: CancelledError at its next step.
# Clauses: E4
from oracle import *


async def child():
    turns = 0
    try:
        while True:
            turns += 1
            await sleep(0)
    except CancelledError:
        trace("turns", turns)
        raise


async def program():
    task = create_task(child())
    await sleep(0)
    await sleep(0)
    task.cancel()
    trace("asked")
    try:
        await task
    except CancelledError:
        trace("it has ended")
    return 0


def main():
    run(program())
