# SPDX-License-Identifier: MIT
# Scenario: a cancel of who waits in wait_for is not swallowed by a result that came just before, whether it was told of that or not.
# Clauses: E5, C2
from oracle import *


async def waiting(inner):
    try:
        trace("result", await wait_for(inner, 9))
    except CancelledError as error:
        trace("cancelled", why(error))
        raise
    await sleep(3)
    trace("goes on")


async def leaf():
    await sleep(2)
    trace("leaf ends")
    return 4


async def late(told):
    inner = create_task(leaf())
    task = create_task(waiting(inner))
    if told:
        await sleep(1)
    inner.add_done_callback(lambda done: task.cancel("late"))
    try:
        await task
    except CancelledError:
        trace("task is cancelled", task.cancelling())


async def program():
    await late(False)
    await late(True)
    return 0


def main():
    run(program())
