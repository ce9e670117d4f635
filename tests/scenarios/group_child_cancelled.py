# SPDX-License-Identifier: MIT
# Scenario: cancelling one child is no failure: the group goes on and is left without an error.
# Clauses: C3 03
from oracle import *


async def child(number):
    await sleep(number)
    trace("child", number)
    return number


async def program():
    async with TaskGroup() as group:
        first = group.create_task(child(9))
        second = group.create_task(child(3))
        await sleep(1)
        first.cancel()
    trace("first cancelled", first.cancelled())
    trace("second", second.result())
    return 0


def main():
    run(program())
