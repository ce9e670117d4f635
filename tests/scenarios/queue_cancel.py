# SPDX-License-Identifier: MIT
# Scenario: who was woken at a queue and is cancelled before he goes on passes it on: no item is lost, and no place.
# Clauses: E7.2, E7.6, C6
from oracle import *


async def getter(name, queue):
    try:
        trace("got", name, await queue.get())
    except CancelledError:
        trace("got none", name)
        raise


async def putter(name, queue):
    try:
        await queue.put(name)
        trace("put", name)
    except CancelledError:
        trace("did not put", name)
        raise


async def program():
    queue = Queue(1)
    tasks = [create_task(getter(name, queue)) for name in range(3)]
    await sleep(0)
    tasks[1].cancel()
    queue.put_nowait(7)
    tasks[0].cancel()
    await sleep(2)
    queue.put_nowait(8)
    tasks = [create_task(putter(name, queue)) for name in range(3)]
    await sleep(0)
    trace("get", queue.get_nowait())
    tasks[0].cancel()
    await sleep(2)
    trace("get", queue.get_nowait())
    await sleep(2)
    return 0


def main():
    run(program())
