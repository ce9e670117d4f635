# SPDX-License-Identifier: MIT
# Scenario: cancelling the outermost of nested tasks: the innermost sees it first, then one iteration per level.
# Clauses: E4
from oracle import *


async def child(depth):
    try:
        if depth:
            await create_task(child(depth - 1))
        else:
            await sleep(50)
    except CancelledError:
        trace("depth", depth)
        raise


async def program():
    task = create_task(child(3))
    await sleep(1)
    trace("asked", task.cancel())
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
