# SPDX-License-Identifier: MIT
# Scenario: a task fails in the iteration in which its shield is left, before that or after it: nobody has seen the error, and it is reported as one of no shield.
# Clauses: C2 shield, C8 never retrieved, E4
from oracle import *


async def inner(event):
    await event.wait()
    raise ValueError


async def shields(task):
    await shield(task)


async def cancels(event, task):
    await event.wait()
    task.cancel()


async def program():
    for first in (True, False):
        event = Event()
        task = create_task(inner(event))
        left = create_task(shields(task))
        if first:
            create_task(cancels(event, left))
            await sleep(1)
            event.set()
        else:
            await sleep(1)
            event.set()
            left.cancel()
        await sleep(1)
        trace("left", left.cancelled())
        left = None
        task = None
        collect()
        await sleep(1)
    return 0


def main():
    run(program())
