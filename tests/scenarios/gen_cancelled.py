# SPDX-License-Identifier: MIT
# Scenario: a cancel of the task that asked arrives where the generator waits; its cleanup waits.
# Clauses: C7
# Only natively: a traceback keeps the generator until the close.
from oracle import *


async def numbers():
    yield 1
    try:
        await sleep(50)
    finally:
        trace("cleans up")
        await sleep(1)
        trace("has cleaned up", now())


async def swallows():
    try:
        await sleep(50)
    except CancelledError:
        yield 2
    yield 3


async def consumer(items):
    try:
        while True:
            trace("got", await anext(items))
    except CancelledError as error:
        trace("cancelled", why(error))
        trace("got", await asked(anext(items)))
        raise


async def keen(items):
    trace("got", await asked(anext(items)), current_task().cancelling())
    trace("got", await asked(anext(items)))
    trace("closed", await asked(items.aclose()))


async def program():
    task = create_task(consumer(numbers()))
    other = create_task(keen(swallows()))
    await sleep(1)
    task.cancel("enough")
    other.cancel()
    trace("task", await asked(task))
    await other
    return 0


def main():
    run(program())
