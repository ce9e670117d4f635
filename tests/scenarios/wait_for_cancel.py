# SPDX-License-Identifier: MIT
# Scenario: who waits in wait_for is cancelled: so is the task; a result and the end of the time in one iteration is a timeout.
# Clauses: E4, E5, C2
from oracle import *


async def leaf(name, ticks, error=None):
    try:
        await sleep(ticks)
    except CancelledError:
        trace("leaf is cancelled", name)
        raise
    trace("leaf ends", name)
    if error:
        raise error
    return name


async def waiting(task, ticks):
    try:
        await wait_for(task, ticks)
    except (CancelledError, TimeoutError) as error:
        trace("waiting fails", error)
        raise
    trace("waiting ends")


async def watch(task):
    try:
        await task
    except (CancelledError, TimeoutError) as error:
        trace("task fails", error)


async def program():
    task = create_task(waiting(create_task(leaf(0, 9)), 9))
    await sleep(1)
    task.cancel()
    await watch(task)
    await watch(create_task(waiting(create_task(leaf(1, 2)), 2)))
    return 0


def main():
    run(program())
