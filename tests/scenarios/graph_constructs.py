# SPDX-License-Identifier: MIT
# Scenario: who waits for a task is known by each construct that waits, until it does not wait any more.
# Clauses: C8 graph
# Only natively: this patch release forgets no waiter of shield and gather.
from oracle import *


async def leaf():
    await sleep(4)


async def by_await(task):
    await task


async def by_gather(task):
    await gather(task)


async def by_wait(task):
    await wait([task])


async def by_wait_for(task):
    await wait_for(task, 9)


async def by_as_completed(task):
    async for done in as_completed([task]):
        trace("completed", done is task)


async def by_shield(task):
    await shield(task)


async def by_timeout(task):
    async with timeout(9):
        await task


async def by_group(task):
    async with TaskGroup() as group:
        group.create_task(by_await(task), name="member")


async def by_body(task):
    async with TaskGroup() as group:
        group.create_task(by_await(task), name="other_member")
        await sleep(5)


async def fails():
    await sleep(1)
    raise ValueError


async def by_failing_gather(task):
    try:
        await gather(task, create_task(fails(), name="fails"))
    except ValueError as error:
        trace("failed", error)
    await sleep(2)


async def program():
    task = create_task(leaf(), name="leaf")
    for fn in (by_await, by_gather, by_wait, by_wait_for, by_as_completed,
               by_shield, by_timeout, by_group, by_body, by_failing_gather):
        create_task(fn(task), name=fn.__name__)
    shielding = create_task(by_shield(task), name="shielding")
    waiting = create_task(by_wait(task), name="waiting")
    trace_awaits(task)
    await sleep(2)
    trace_awaits(task)
    shielding.cancel()
    waiting.cancel()
    await sleep(1)
    trace("later")
    trace_awaits(task)
    await sleep(4)
    trace("at the end")
    trace_awaits(task)
    return 0


def main():
    run(program())
