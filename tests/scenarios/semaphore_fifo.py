# SPDX-License-Identifier: MIT
# Scenario: who comes to a semaphore waits behind those who wait, also when there is one left; as many as are given back go on in one iteration.
# Clauses: E7.3, C5
from oracle import *


async def user(name, semaphore):
    await semaphore.acquire()
    trace("has one", name)


async def program():
    semaphore = Semaphore(2)
    trace("locked", semaphore.locked())
    for name in range(6):
        create_task(user(name, semaphore))
    await sleep(1)
    trace("locked", semaphore.locked())
    semaphore.release()
    trace("locked", semaphore.locked())
    create_task(user(6, semaphore))
    await sleep(1)
    for _ in range(5):
        semaphore.release()
    trace("gave five back")
    await sleep(1)
    trace("locked", semaphore.locked())
    return 0


def main():
    run(program())
