# SPDX-License-Identifier: MIT
# Scenario: one who waits for a lock is cancelled: it is not his, and the others get it.
# Clauses: E4, E7.1, C5
from oracle import *


async def user(name, lock):
    try:
        await lock.acquire()
    except CancelledError:
        trace("did not get it", name)
        raise
    trace("has it", name)
    lock.release()


async def program():
    lock = Lock()
    await lock.acquire()
    tasks = [create_task(user(name, lock)) for name in range(3)]
    await sleep(0)
    tasks[0].cancel()
    await sleep(0)
    await sleep(0)
    tasks[1].cancel()
    lock.release()
    trace("gave it back")
    await sleep(4)
    return 0


def main():
    run(program())
