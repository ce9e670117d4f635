# SPDX-License-Identifier: MIT
# Scenario: cancelling a task that waits for a future cancels the future; the task sees it one iteration later.
# Clauses: E4
from oracle import *


async def child(waited):
    try:
        await waited
    except CancelledError:
        trace("child is cancelled")
        raise


async def program():
    waited = future()
    task = create_task(child(waited))
    await sleep(1)
    trace("asked", task.cancel())
    trace("future cancelled", waited.cancelled())
    trace("task cancelled", task.cancelled())
    try:
        await task
    except CancelledError:
        trace("task cancelled", task.cancelled())
    return 0


def main():
    run(program())
