# SPDX-License-Identifier: MIT
# Scenario: a group without children, and one whose children are done, are left at once.
# Clauses: E3
from oracle import *


async def child():
    trace("child ends")


async def program():
    async with TaskGroup() as group:
        trace("empty")
    trace("left at once")
    async with TaskGroup() as group:
        group.create_task(child())
        await sleep(0)
        await sleep(0)
        trace("children are gone")
    trace("left at once again")
    return 0


def main():
    run(program())
