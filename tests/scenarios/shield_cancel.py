# SPDX-License-Identifier: MIT
# Scenario: who waits behind a shield is cancelled, and the task goes on; an error that it ends with then is reported, once.
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


async def waiting(task):
    try:
        trace("result", await shield(task))
    except CancelledError as error:
        trace("waiting is cancelled", why(error))
        raise


async def program():
    inner = create_task(leaf(0, 3))
    task = create_task(waiting(inner))
    await sleep(1)
    task.cancel("go")
    await sleep(1)
    trace("result", await shield(inner))
    trace("result", await shield(inner))
    inner = create_task(leaf(1, 3, ValueError()))
    tasks = [create_task(waiting(inner)) for _ in range(2)]
    await sleep(1)
    tasks[0].cancel()
    tasks[1].cancel()
    await sleep(4)
    return 0


def main():
    run(program())
