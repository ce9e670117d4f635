# SPDX-License-Identifier: MIT
# Scenario: two tasks await one task: both get its error, in the order in which they came.
# Clauses: E2.3, C2
from oracle import *


async def failing():
    await sleep(1)
    raise LookupError


async def waiter(number, task):
    try:
        await task
    except LookupError:
        trace("waiter", number)


async def program():
    task = create_task(failing())
    first = create_task(waiter(1, task))
    second = create_task(waiter(2, task))
    await first
    await second
    return 0


def main():
    run(program())
