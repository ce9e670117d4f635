# SPDX-License-Identifier: MIT
# Scenario: what the loop's own thread posts is queued at once, among what it calls soon and what it wakes.
# Clauses: E1.1, E1.3
from oracle import *


def called(number):
    trace("called", number)


async def waiter(waited):
    await waited
    trace("waiter")


def outside(loop):
    loop.call_soon(called, 1)
    loop.call_soon_threadsafe(called, 2)
    loop.call_soon(called, 3)


async def program():
    loop = get_running_loop()
    waited = future()
    create_task(waiter(waited))
    await sleep(0)
    loop.call_soon(called, 4)
    loop.call_soon_threadsafe(called, 5)
    waited.set_result(0)
    loop.call_soon_threadsafe(called, 6)
    loop.call_soon(called, 7)
    await sleep(1)
    return 0


def main():
    r = runner()
    outside(r.get_loop())
    r.run(program())
    r.close()
