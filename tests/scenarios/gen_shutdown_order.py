# SPDX-License-Identifier: MIT
# Scenario: first the tasks that are left end, then the generators, also one that a task was in.
# Clauses: A.CLOSE.12, A.AGEN.9, B8
from oracle import *


kept = []


async def numbers(name):
    try:
        yield 1
        await sleep(50)
    finally:
        trace("generator", name)
        await sleep(1)
        trace("no more generator", name)


async def leftover(items):
    try:
        async for _ in items:
            pass
    except CancelledError:
        trace("task")
        await sleep(1)
        trace("no more task")


async def program():
    kept.append(await begun(numbers("open")))
    create_task(leftover(numbers("entered")))
    await sleep(1)
    raise ValueError


def main():
    trace("ended", run(program()))
    kept.clear()
