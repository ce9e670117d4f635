# SPDX-License-Identifier: MIT
# Scenario: two shields of a task are left, and another task comes in between: its error goes to that one first, and is reported once.
# Clauses: C2 shield, E4
from oracle import *


async def inner():
    await sleep(3)
    raise ValueError


async def shields(task):
    await shield(task)


async def awaits(task):
    try:
        await task
    except ValueError:
        trace("told")


async def program():
    task = create_task(inner(), name="inner")
    first = create_task(shields(task))
    await sleep(1)
    first.cancel()
    await sleep(0)
    create_task(awaits(task))
    second = create_task(shields(task))
    await sleep(1)
    second.cancel()
    await sleep(3)
    return 0


def main():
    run(program())
