# SPDX-License-Identifier: MIT
# Scenario: an event wakes all who wait, in order, also if it is cleared at once; one that is set is not waited for.
# Clauses: E3, E7.5, C5
from oracle import *


async def waiter(name, event):
    await event.wait()
    trace("woke up", name, event.is_set())


async def program():
    event = Event()
    for name in range(3):
        create_task(waiter(name, event))
    await sleep(0)
    event.set()
    event.clear()
    create_task(waiter(3, event))
    await sleep(2)
    event.set()
    event.set()
    await event.wait()
    trace("did not wait")
    await sleep(2)
    return 0


def main():
    run(program())
