# SPDX-License-Identifier: MIT
# Scenario: two tasks and the end of the run ask for the message of one task's cancellation.
# Clauses: C2 messages
# Deviation: P13 — all of them have it; in CPython the first takes it along.
from oracle import *


async def child():
    await sleep(50)


async def waiter(number, task):
    try:
        await task
    except CancelledError as error:
        trace("waiter", number, why(error))


async def program():
    task = create_task(child())
    create_task(waiter(1, task))
    create_task(waiter(2, task))
    await sleep(1)
    task.cancel("because")
    await sleep(1)
    trace("asked", why(outcome(task.result)))
    return 0


def main():
    run(program())
