# SPDX-License-Identifier: MIT
# Scenario: an immediate shutdown empties a queue, and who waits for its work to be done goes on.
# Clauses: C6
from oracle import *


async def joiner(queue):
    await queue.join()
    trace("joined")


async def program():
    queue = Queue()
    queue.put_nowait(1)
    queue.put_nowait(2)
    create_task(joiner(queue))
    await sleep(1)
    trace("get", queue.get_nowait())
    queue.shutdown(immediate=True)
    trace("size", queue.qsize())
    await sleep(1)
    queue.task_done()
    trace("the last is done")
    await sleep(1)
    return 0


def main():
    run(program())
