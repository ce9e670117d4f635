# SPDX-License-Identifier: MIT
# Scenario: wait_for gives a task's result, or cancels it when its time is over and waits for its end; a time of zero cancels it at once.
# Clauses: E3, E5, C2
from oracle import *


async def leaf(name, ticks):
    try:
        await sleep(ticks)
    except CancelledError:
        trace("leaf is cancelled", name)
        if name == 2:
            return 7
        if name == 3:
            raise ValueError
        await sleep(1)
        raise
    return name


async def observe(name, ticks, limit):
    task = create_task(leaf(name, ticks))
    if name != 4:
        await sleep(0)
    try:
        trace("result", await wait_for(task, limit))
    except (TimeoutError, ValueError) as error:
        trace("failed", error, task.done())


async def program():
    await observe(0, 1, 3)
    await observe(1, 3, 1)
    await observe(2, 3, 1)
    await observe(3, 3, 1)
    await observe(4, 3, 0)
    await observe(5, 3, 0)
    await observe(6, 1, None)
    task = create_task(leaf(8, 0))
    await sleep(1)
    trace("done already", await wait_for(task, 0))
    return 0


def main():
    run(program())
