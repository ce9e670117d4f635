# SPDX-License-Identifier: MIT
# Scenario: who waits for a group that was cancelled is cancelled from outside as well, or runs out of time: that is not lost.
# Clauses: C3 cancel, E6.8
from oracle import *


async def cleans_up():
    try:
        await sleep(50)
    finally:
        await sleep(3)
        trace("child has cleaned up")


async def ends(group):
    group.cancel()


async def parent():
    async with TaskGroup() as group:
        group.create_task(cleans_up())
        group.create_task(ends(group))
    trace("never")


async def program():
    task = create_task(parent())
    await sleep(1)
    trace("asked", task.cancel())
    try:
        await task
    except CancelledError:
        trace("cancelled", now())
    try:
        async with timeout(2):
            await parent()
    except TimeoutError:
        trace("timed out", now())
    return 0


def main():
    run(program())
