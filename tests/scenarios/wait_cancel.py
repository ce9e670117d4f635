# SPDX-License-Identifier: MIT
# Scenario: who waits for tasks is cancelled: they go on, and it sees that an iteration later.
# Clauses: E4, C2
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


async def waiting(tasks):
    try:
        await wait(tasks)
    except CancelledError as error:
        trace("waiting is cancelled", why(error))
        raise


async def program():
    tasks = [create_task(leaf(n, 3)) for n in range(2)]
    task = create_task(waiting(tasks))
    await sleep(1)
    task.cancel("go")
    try:
        await task
    except CancelledError as error:
        trace("cancelled", why(error))
    await sleep(4)
    return 0


def main():
    run(program())
