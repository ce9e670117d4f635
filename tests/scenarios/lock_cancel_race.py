# SPDX-License-Identifier: MIT
# Scenario: one to whom a lock was given is cancelled before he goes on: the next has it an iteration later; who was cancelled first stands in the way for one.
# Clauses: E7.1, E7.2, C5
from oracle import *


async def user(name, lock):
    try:
        await lock.acquire()
    except CancelledError:
        trace("did not get it", name, lock.locked())
        raise
    trace("has it", name)
    lock.release()


async def late(lock):
    trace("comes", lock.locked())
    await lock.acquire()
    trace("has it", "late")
    lock.release()


async def program():
    lock = Lock()
    await lock.acquire()
    tasks = [create_task(user(name, lock)) for name in range(3)]
    await sleep(0)
    lock.release()
    tasks[0].cancel()
    create_task(late(lock))
    await sleep(3)
    trace("the other way round")
    await lock.acquire()
    tasks = [create_task(user(name, lock)) for name in range(3, 5)]
    await sleep(0)
    tasks[0].cancel()
    lock.release()
    await sleep(3)
    return 0


def main():
    run(program())
