# SPDX-License-Identifier: MIT
# Scenario: the task awaited swallows the cancel that reached it through its waiter: the waiter goes on with its value.
# Clauses: C2, E4
from oracle import *


async def inner():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed")
    return 8


async def outer():
    trace("value", await create_task(inner()))
    trace("requests", current_task().cancelling())
    return 1


async def program():
    task = create_task(outer())
    await sleep(1)
    task.cancel()
    trace("result", await task)
    return 0


def main():
    run(program())
