# SPDX-License-Identifier: MIT
# Scenario: an interrupt at a lock: the wait ends, and the lock goes on to others; a second one ends the run, and close cancels.
# Clauses: A.INT.8, A.INT.27, E7.1
from oracle import *


async def holder(lock):
    async with lock:
        trace("has it")
        await sleep(4)
    trace("gave it back")


async def program(lock):
    create_task(holder(lock))
    await sleep(0)
    try:
        await lock.acquire()
    except CancelledError:
        trace("interrupted")
    await lock.acquire()
    trace("has it after all")
    return 0


def main():
    lock = Lock()
    at(1, interrupt)
    at(2, interrupt)
    run(program(lock))
