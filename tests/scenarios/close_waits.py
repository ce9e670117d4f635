# SPDX-License-Identifier: MIT
# Scenario: a leftover task that swallows its cancellation and goes on keeps close() waiting; timers run meanwhile.
# Clauses: A.CLOSE.4, A.CLOSE.10
from oracle import *


def timer():
    trace("timer", now())


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed")
    for number in range(3):
        await sleep(10)
        trace("still here", number)


async def program():
    create_task(leftover())
    call_later(get_running_loop(), 15, timer)
    call_later(get_running_loop(), 500, timer)
    await sleep(1)
    return 0


def main():
    run(program())
