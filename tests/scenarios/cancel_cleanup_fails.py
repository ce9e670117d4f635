# SPDX-License-Identifier: MIT
# Scenario: a task that fails in its cleanup ends with that error, which has the CancelledError as its context.
# Clauses: C2
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        raise LookupError


async def program():
    task = create_task(child())
    await sleep(1)
    task.cancel()
    try:
        await task
    except LookupError as error:
        trace("error", error)
        trace("context", error.__context__)
    return 0


def main():
    run(program())
