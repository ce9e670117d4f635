# SPDX-License-Identifier: MIT
# Scenario: cancels from outside, with messages, before and after a timeout has fired: the first that ends the wait is what arrives.
# Clauses: E8, E4, C2 messages
from oracle import *


async def body():
    try:
        async with timeout(2):
            try:
                await sleep(50)
            except CancelledError as error:
                trace("body", why(error))
                raise
    except TimeoutError as error:
        trace("timed out", why(error.__cause__))
        return 1
    except CancelledError as error:
        trace("cancelled", why(error))
        return 2


def cancel(task):
    task.cancel("late")


async def before():
    task = create_task(body())
    await sleep(1)
    task.cancel("early")
    trace("result", await task)


async def together(ticks):
    task = create_task(body())
    call_later(get_running_loop(), ticks, cancel, task)
    trace("result", await task)


async def program():
    await before()
    await together(1)
    loop = get_running_loop()
    task = create_task(body())
    await sleep(1)
    loop.call_soon(busy, 3)
    loop.call_soon(cancel, task)
    trace("result", await task)
    return 0


def main():
    run(program())
