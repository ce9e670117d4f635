# SPDX-License-Identifier: MIT
# Scenario: children add children while the group waits; it is left when the last is done.
# Clauses: C3 23-25
from oracle import *


async def child(group, depth):
    await sleep(1)
    trace("child", depth)
    if depth:
        group.create_task(child(group, depth - 1))


async def program():
    async with TaskGroup() as group:
        group.create_task(child(group, 2))
    trace("group is left", now())
    return 0


def main():
    run(program())
