# SPDX-License-Identifier: MIT
# Scenario: one who puts and one who gets alternate at a queue of one, an iteration apart.
# Clauses: E7.6, C6
from oracle import *


async def producer(queue):
    for i in range(4):
        await queue.put(i)
        trace("put", i)


async def consumer(queue):
    for _ in range(4):
        item = await queue.get()
        trace("got", item)
        queue.task_done()


async def program():
    queue = Queue(1)
    create_task(producer(queue))
    create_task(consumer(queue))
    await sleep(0)
    await queue.join()
    trace("all is done", queue.empty(), queue.qsize())
    trace("refused", outcome(queue.task_done) is not None)
    return 0


def main():
    run(program())
