# SPDX-License-Identifier: MIT
# Scenario: eager children of which nobody keeps a handle end, well and cancelled, before their group is left with an error.
# Clauses: C2 eager, C3
from oracle import *


async def child():
    trace("child", now())


async def gives_up():
    trace("gives up", now())
    raise CancelledError


async def waits():
    try:
        await sleep(50)
    finally:
        trace("waits no more", now())


async def program():
    try:
        async with TaskGroup() as group:
            for body in child, gives_up, waits, child:
                group.create_task(body(), eager_start=True)
            trace("made", current_task().cancelling())
            raise ValueError
    except ExceptionGroup as error:
        trace("left", now(), len(error.exceptions))
    async with TaskGroup() as group:
        group.create_task(child(), eager_start=True)
    trace("alone", now())
    return 0


def main():
    run(program())
