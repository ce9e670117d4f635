# SPDX-License-Identifier: MIT
# Scenario: a queue that is shut down takes nothing more, and gives what it has; who waits is told.
# Clauses: C6
from oracle import *


async def getter(queue):
    while True:
        trace("got", await queue.get())


async def putter(queue):
    await queue.put(9)


async def watch(task):
    try:
        await task
    except QueueShutDown as error:
        trace("told", error)


async def program():
    empty, full = Queue(), Queue(1)
    full.put_nowait(1)
    create_task(watch(create_task(getter(empty))))
    create_task(watch(create_task(putter(full))))
    await sleep(1)
    empty.shutdown()
    full.shutdown()
    await sleep(1)
    trace("put", outcome(full.put_nowait, 2))
    trace("get", outcome(full.get_nowait))
    trace("get", outcome(full.get_nowait))
    trace("get", outcome(Queue().get_nowait))
    full = Queue(1)
    full.put_nowait(1)
    trace("put", outcome(full.put_nowait, 2))
    return 0


def main():
    run(program())
