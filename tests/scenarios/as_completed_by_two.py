# SPDX-License-Identifier: MIT
# Scenario: two tasks take from one as_completed: for the one that comes when each of the rest has somebody who waits for it there is none.
# Clauses: E3, C2
from oracle import *


async def leaf(ticks):
    await sleep(ticks)


async def takes(name, each):
    async for task in each:
        trace("has one", name)
    trace("ends", name)


async def program():
    each = as_completed([create_task(leaf(n)) for n in range(1, 4)])
    takers = [create_task(takes(n, each)) for n in range(2)]
    await sleep(5)
    trace("done", takers[0].done(), takers[1].done())
    return 0


def main():
    run(program())
