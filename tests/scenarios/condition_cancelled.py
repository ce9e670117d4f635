# SPDX-License-Identifier: MIT
# Scenario: a wait that is cancelled ends with the lock taken, however often it is cancelled until then; a notification that it had goes to the next.
# Clauses: E7.4, C5
from oracle import *


async def waiter(name, condition):
    async with condition:
        try:
            await condition.wait()
        except CancelledError as error:
            trace("cancelled", name, condition.locked(), why(error))
            raise
        trace("was notified", name)


async def program():
    condition = Condition()
    tasks = [create_task(waiter(name, condition)) for name in range(3)]
    await sleep(0)
    async with condition:
        tasks[0].cancel("first")
        await sleep(1)
        tasks[0].cancel("second")
        await sleep(1)
    await sleep(1)
    async with condition:
        condition.notify(1)
        tasks[1].cancel()
    await sleep(2)
    return 0


def main():
    run(program())
