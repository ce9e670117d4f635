# SPDX-License-Identifier: MIT
# Scenario: a task's states: pending, with a result, with an error, cancelled.
# Clauses: C2
from oracle import *


async def returning():
    return 3


async def failing():
    raise ValueError


async def waiting():
    await sleep(50)


async def program():
    first = create_task(returning())
    second = create_task(failing())
    third = create_task(waiting())
    trace("no result yet", isinstance(outcome(first.result), InvalidStateError))
    trace("done", first.done())
    await sleep(1)
    third.cancel()
    await sleep(1)
    trace("result", first.result())
    trace("no error", first.exception())
    trace("error", second.exception())
    trace("its result", outcome(second.result))
    trace("cancelled", third.cancelled())
    trace("cancelled result", outcome(third.result))
    return 0


def main():
    run(program())
