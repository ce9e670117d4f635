# SPDX-License-Identifier: MIT
# Scenario: one who got something of a semaphore and is cancelled before he goes on gives it to the next; one who still waited takes nothing with him.
# Clauses: E7.2, E7.3, C5
from oracle import *


async def user(name, semaphore):
    try:
        await semaphore.acquire()
    except CancelledError:
        trace("got none", name)
        raise
    trace("has one", name)


async def program():
    semaphore = Semaphore(0)
    tasks = [create_task(user(name, semaphore)) for name in range(5)]
    await sleep(0)
    tasks[1].cancel()
    semaphore.release()
    tasks[0].cancel()
    semaphore.release()
    await sleep(2)
    tasks[4].cancel()
    semaphore.release()
    await sleep(2)
    trace("locked", semaphore.locked())
    return 0


def main():
    run(program())
