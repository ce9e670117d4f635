# SPDX-License-Identifier: MIT
# Scenario: how long after the last step of a child, or after the end of the time, whoever waits for it goes on, by each construct.
# Clauses: E3
from oracle import *


async def child(ticks):
    await sleep(ticks)
    trace("child ends")


def start(ticks=1):
    return create_task(child(ticks))


async def program():
    await start()
    trace("await")
    await gather(start(), start())
    trace("gather")
    done = start()
    await done
    trace("done")
    await done
    trace("await of what is done")
    await gather(done)
    trace("gather of what is done")
    await wait([start()])
    trace("wait")
    async for _ in as_completed([start()]):
        trace("as_completed")
    await shield(start())
    trace("shield")
    await wait_for(start(), 9)
    trace("wait_for")
    async with TaskGroup() as group:
        group.create_task(child(1))
    trace("group")
    # The end of the time, in the iteration of its timer.
    at(20, trace, "now")
    try:
        await wait_for(start(30), 20 - now())
    except TimeoutError:
        trace("wait_for, too late", now())
    try:
        async with timeout(5):
            await sleep(9)
    except TimeoutError:
        trace("timeout", now())
    try:
        await wait_for(start(), 0)
    except TimeoutError:
        trace("wait_for, at once")
    return 0


def main():
    run(program())
