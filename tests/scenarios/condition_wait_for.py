# SPDX-License-Identifier: MIT
# Scenario: a condition is waited for until what is asked is true; two conditions may have one lock.
# Clauses: E7.4, C5
from oracle import *


async def waiter(condition, box):
    async with condition:
        await condition.wait_for(lambda: box[0] >= 2)
        trace("it is so", box[0])


async def program():
    lock = Lock()
    condition, other = Condition(lock), Condition(lock)
    box = [0]
    create_task(waiter(condition, box))
    await sleep(0)
    for _ in range(3):
        async with lock:
            box[0] += 1
            other.notify_all()
            condition.notify_all()
            trace("notified", box[0])
        await sleep(1)
    async with other:
        await condition.wait_for(lambda: True)
        trace("did not wait")
    return 0


def main():
    run(program())
