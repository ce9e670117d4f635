# SPDX-License-Identifier: MIT
# Scenario: of several cancels of a task that does not wait the last one brings its message; once it waits, that is the first.
# Clauses: E4, C2 messages
from oracle import *


async def never():
    trace("never")


async def ready():
    try:
        await sleep(0)
    except CancelledError as error:
        trace("ready", why(error))
        raise


async def itself(waited):
    task = current_task()
    task.cancel("one")
    task.cancel("two")
    try:
        await waited
    except CancelledError as error:
        trace("itself", why(error))
        trace("requests", task.cancelling())
        raise
    return 0


async def nothing():
    return 0


async def swallowing():
    try:
        await sleep(50)
    except CancelledError:
        pass
    return 0


async def end(task, first, second):
    task.cancel(first)
    task.cancel(second)
    try:
        trace("result", await task)
    except CancelledError as error:
        trace("main", why(error))


async def program():
    await end(create_task(never()), "one", "two")
    await end(create_task(never()), "one", None)
    task = create_task(ready())
    await sleep(0)
    await end(task, "one", "two")
    task = create_task(itself(sleep(50)))
    await sleep(0)
    await end(task, "three", "four")
    task = create_task(itself(create_task(nothing())))
    await sleep(0)
    await end(task, "three", "four")
    task = create_task(itself(future()))
    await end(task, None, None)
    task = create_task(itself(create_task(swallowing())))
    await sleep(1)
    await end(task, "three", None)
    return 0


def main():
    run(program())
