# SPDX-License-Identifier: MIT
# Scenario: a task catches its cancel and goes on: it is not cancelled; a second cancel works like the first.
# Clauses: C2 cancel
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("first is caught")
    try:
        await sleep(50)
    except CancelledError:
        trace("second is caught")
    return 4


async def program():
    task = create_task(child())
    await sleep(1)
    task.cancel()
    await sleep(1)
    trace("done", task.done())
    task.cancel()
    trace("result", await task)
    trace("cancelled", task.cancelled())
    return 0


def main():
    run(program())
