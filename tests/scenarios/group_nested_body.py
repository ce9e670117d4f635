# SPDX-License-Identifier: MIT
# Scenario: groups nested in one task: the outer one's child fails, both are taken down.
# Clauses: C3 14
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("inner group's child is cancelled")
        raise


async def program():
    try:
        async with TaskGroup() as outer:
            outer.create_task(failing())
            async with TaskGroup() as inner:
                inner.create_task(child())
            trace("never")
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    trace("requests", current_task().cancelling())
    return 0


def main():
    run(program())
