# SPDX-License-Identifier: MIT
# Scenario: of several cancels the first that ends the wait brings its message, also when it has none.
# Clauses: E4, C2 messages
from oracle import *


async def sleeper():
    try:
        await sleep(50)
    except CancelledError as error:
        trace("sleeper", why(error))
        trace("requests", current_task().cancelling())
        raise


async def waiter(waited):
    try:
        await waited
    except CancelledError as error:
        trace("waiter", why(error))
        raise


async def cancel_twice(task, first, second):
    await sleep(1)
    task.cancel(first)
    task.cancel(second)
    try:
        await task
    except CancelledError as error:
        trace("main", why(error))


async def program():
    await cancel_twice(create_task(sleeper()), "one", "two")
    await cancel_twice(create_task(sleeper()), None, "two")
    await cancel_twice(create_task(waiter(future())), "one", "two")
    await cancel_twice(create_task(waiter(future())), None, "two")
    inner = create_task(sleeper())
    await cancel_twice(create_task(waiter(inner)), "one", "two")
    return 0


def main():
    run(program())
