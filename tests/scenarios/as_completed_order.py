# SPDX-License-Identifier: MIT
# Scenario: as_completed gives tasks in the order of their ends; when the time is over the rest is a timeout.
# Clauses: E3, C2
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


async def program():
    tasks = [create_task(leaf(n, 3 - n)) for n in range(3)]
    async for task in as_completed(tasks):
        trace("completed", task.result(), task is tasks[2])
    tasks = [create_task(leaf(n, 2 * n + 1)) for n in range(3)]
    try:
        async for task in as_completed(tasks, 2):
            trace("completed", task.result())
    except TimeoutError as error:
        trace("failed", error)
    await sleep(4)
    async for task in as_completed(tasks[1:2]):
        trace("completed", task.result())
        break
    return 0


def main():
    run(program())
