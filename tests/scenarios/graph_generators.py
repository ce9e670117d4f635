# SPDX-License-Identifier: MIT
# Scenario: a task that waits inside of a generator, or of two, is one of those that wait for what that awaits.
# Clauses: C7, C8 graph
from oracle import *


async def leaf():
    await sleep(4)


async def items(task):
    await task
    yield 1


async def outer(task):
    async for item in items(task):
        yield item + 1


async def by_generator(task):
    async for item in items(task):
        trace("item", item)


async def by_two(task):
    async for item in outer(task):
        trace("item of two", item)


async def program():
    task = create_task(leaf(), name="leaf")
    create_task(by_generator(task), name="by_generator")
    two = create_task(by_two(task), name="by_two")
    await sleep(2)
    trace_awaits(task)
    await two
    trace("at the end")
    trace_awaits(task)
    return 0


def main():
    run(program())
