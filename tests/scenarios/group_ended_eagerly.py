# SPDX-License-Identifier: MIT
# Scenario: an eager child cancels its group before it belongs to that: it is cancelled, too.
# Clauses: C2 eager, C3 cancel, E6.8
from oracle import *


async def child(group):
    trace("asked", group.cancel())
    try:
        await sleep(50)
    finally:
        trace("child is cancelled", now())


async def program():
    async with TaskGroup() as group:
        task = group.create_task(child(group), eager_start=True)
        trace("made", task.done(), current_task().cancelling())
    trace("left", now(), task.cancelled())
    return 0


def main():
    run(program())
