# SPDX-License-Identifier: MIT
# Scenario: wait returns when the first is done, when one failed, when all are done, or when the time is over; none of them is cancelled.
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


def count(tasks, done):
    trace("done", len(done), *[task.done() for task in tasks])


async def program():
    tasks = [create_task(leaf(0, 1)), create_task(leaf(1, 3, ValueError())),
             create_task(leaf(2, 5)), create_task(leaf(3, 2))]
    tasks[3].cancel()
    done, _ = await wait(tasks, when=FIRST_COMPLETED)
    count(tasks, done)
    done, _ = await wait(tasks, when=FIRST_EXCEPTION)
    count(tasks, done)
    done, _ = await wait(tasks, 1)
    count(tasks, done)
    done, _ = await wait(tasks)
    count(tasks, done)
    done, _ = await wait(tasks, 3)
    count(tasks, done)
    await sleep(5)
    return 0


def main():
    run(program())
