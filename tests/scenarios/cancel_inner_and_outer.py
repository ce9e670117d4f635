# SPDX-License-Identifier: MIT
# Scenario: the task that waits and the one it waits for are cancelled in the same iteration: one CancelledError each.
# Clauses: C2
from oracle import *


async def inner():
    try:
        await sleep(50)
    except CancelledError:
        trace("inner", current_task().cancelling())
        raise


async def outer(task):
    try:
        await task
    except CancelledError:
        trace("outer", current_task().cancelling())
        raise


async def program():
    first = create_task(inner())
    second = create_task(outer(first))
    await sleep(1)
    trace("asked", first.cancel())
    trace("asked", second.cancel())
    try:
        await second
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
