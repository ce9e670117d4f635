# SPDX-License-Identifier: MIT
# Scenario: a lock goes from task to task in the order of their coming, an iteration each; a newcomer does not overtake.
# Clauses: E3, E7.1, C5
from oracle import *


async def user(name, lock):
    await lock.acquire()
    trace("has it", name)
    await sleep(0)
    lock.release()
    trace("gave it back", name, lock.locked())
    if name == 0:
        await lock.acquire()
        trace("again", name)
        lock.release()


async def program():
    lock = Lock()
    for name in range(3):
        create_task(user(name, lock))
    await sleep(8)
    await lock.acquire()
    create_task(user(3, lock))
    await sleep(0)
    lock.release()
    await lock.acquire()
    trace("has it", "main")
    lock.release()
    trace("at the end", lock.locked())
    return 0


def main():
    run(program())
