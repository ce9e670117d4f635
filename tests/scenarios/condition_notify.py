# SPDX-License-Identifier: MIT
# Scenario: those who are notified take the lock in turn, in the order of their waiting.
# Clauses: E7.4, C5
from oracle import *


async def waiter(name, condition):
    async with condition:
        await condition.wait()
        trace("was notified", name)
        await sleep(0)


async def program():
    condition = Condition()
    for name in range(4):
        create_task(waiter(name, condition))
    await sleep(0)
    trace("notify", outcome(condition.notify, 1))
    async with condition:
        condition.notify(2)
        trace("notified")
        await sleep(0)
    await sleep(3)
    async with condition:
        condition.notify_all()
    await sleep(4)
    return 0


def main():
    run(program())
