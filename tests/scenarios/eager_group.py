# SPDX-License-Identifier: MIT
# Scenario: an eager child that fails cancels the group in the next iteration, not its maker.
# Clauses: C2 eager, C3 eager, E6.7
from oracle import *


async def fails():
    trace("child fails")
    raise ValueError("no")


async def waits():
    trace("child waits")
    await sleep(1)


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(waits(), eager_start=True)
            task = group.create_task(fails(), eager_start=True)
            trace("made", task.done(), current_task().cancelling())
            group.create_task(waits(), eager_start=True)
            await sleep(2)
            trace("never")
    except ExceptionGroup as error:
        trace("group failed", len(error.exceptions), now())
    return 0


def main():
    run(program())
