# SPDX-License-Identifier: MIT
# Scenario: how long after a cancel what waits sees it, and then who waits for that, by each kind of wait.
# Clauses: E4
from oracle import *

lock, event, semaphore, queue = Lock(), Event(), Semaphore(0), Queue()


async def yields():
    for _ in range(9):
        await sleep(0)


async def leaf(name):
    try:
        await sleep(99)
    except CancelledError:
        trace("leaf sees it", name)
        raise


async def nested(levels):
    try:
        if levels == 0:
            await sleep(99)
        else:
            await create_task(nested(levels - 1))
    except CancelledError:
        trace("level sees it", levels)
        raise


async def gathers():
    await gather(create_task(leaf(0)), create_task(leaf(1)))


async def opens():
    async with TaskGroup() as group:
        group.create_task(leaf(0))
        group.create_task(leaf(1))


async def waits_for_one():
    await wait_for(create_task(leaf(0)), 99)


async def waits_behind(construct, task):
    await (shield(task) if construct == "shield" else wait([task]))


async def watch(name, waiting, ticks=1):
    """Cancels it once it waits; and says when who awaits it goes on."""
    async def sees():
        try:
            await waiting
        except CancelledError:
            trace("sees it", name)
            raise

    async def awaits(task):
        try:
            await task
        except CancelledError:
            trace("who awaits it goes on", name)

    task = create_task(sees())
    waiter = create_task(awaits(task))
    await sleep(ticks)
    trace("cancel", name)
    task.cancel()
    await waiter


async def not_started():
    task = create_task(leaf(2))
    trace("cancel", "not started")
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("who awaits it goes on", "not started")


async def program():
    await lock.acquire()
    await watch("future", future())
    await watch("sleep", sleep(99))
    await watch("yield", yields(), 0)
    await watch("lock", lock.acquire())
    await watch("event", event.wait())
    await watch("semaphore", semaphore.acquire())
    await watch("queue", queue.get())
    task = create_task(leaf(3))
    await watch("shield", waits_behind("shield", task))
    await watch("wait", waits_behind("wait", task))
    task.cancel()
    await watch("gather", gathers())
    await watch("group", opens())
    await watch("wait_for", waits_for_one())
    await watch("nested", nested(3))
    await not_started()
    return 0


def main():
    run(program())
