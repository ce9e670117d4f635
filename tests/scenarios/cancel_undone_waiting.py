# SPDX-License-Identifier: MIT
# Scenario: cancel and uncancel of a task that waits for a future: the future is cancelled already.
# Clauses: E4, C2
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("requests", current_task().cancelling())
    return 3


async def program():
    task = create_task(child())
    await sleep(1)
    trace("asked", task.cancel())
    trace("left", task.uncancel())
    trace("result", await task)
    return 0


def main():
    run(program())
