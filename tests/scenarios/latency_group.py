# SPDX-License-Identifier: MIT
# Scenario: the last child ends, the group is left two iterations later.
# Clauses: E3, E6.2
from oracle import *


async def child():
    await sleep(0)
    trace("child ends")


async def program():
    async with TaskGroup() as group:
        group.create_task(child())
    trace("group is left")
    return 0


def main():
    run(program())
