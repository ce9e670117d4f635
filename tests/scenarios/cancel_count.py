# SPDX-License-Identifier: MIT
# Scenario: requests are counted up and down, never below zero; a task that is done takes none.
# Clauses: C2 cancelling
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("requests", current_task().cancelling())
    return 1


async def program():
    task = create_task(child())
    trace("left", task.uncancel())
    await sleep(1)
    trace("asked", task.cancel())
    trace("asked", task.cancel())
    trace("requests", task.cancelling())
    trace("left", task.uncancel())
    await task
    trace("asked", task.cancel())
    trace("requests", task.cancelling())
    return 0


def main():
    run(program())
