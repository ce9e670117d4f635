# SPDX-License-Identifier: MIT
# Scenario: a group waits for all its children; their results can be read after it.
# Clauses: C3 01-03
from oracle import *


async def child(number):
    await sleep(number)
    trace("child", number)
    return 10 + number


async def program():
    async with TaskGroup() as group:
        first = group.create_task(child(3))
        second = group.create_task(child(1))
        await sleep(2)
        trace("body ends")
    trace("results", first.result(), second.result())
    return 0


def main():
    run(program())
