# SPDX-License-Identifier: MIT
# Scenario: a task is cancelled while its group's body runs: the child is cancelled and awaited, CancelledError comes out.
# Clauses: C3 cancellation
from oracle import *


async def child():
    try:
        await sleep(50)
    finally:
        await sleep(2)
        trace("child has cleaned up")


async def parent():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
            try:
                await sleep(50)
            except CancelledError:
                trace("body is cancelled")
                raise
    except CancelledError:
        trace("group is left")
        raise


async def program():
    task = create_task(parent())
    await sleep(1)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
