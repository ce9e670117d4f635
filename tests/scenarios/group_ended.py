# SPDX-License-Identifier: MIT
# Scenario: a child cancels its group: its siblings and the body are cancelled, and the group is left without an error.
# Clauses: C3 cancel, E6.8
from oracle import *


async def waits():
    try:
        await sleep(50)
    finally:
        trace("child is cancelled")


async def ends(group):
    await sleep(1)
    trace("asked", group.cancel())
    trace("asked again", group.cancel())
    await sleep(0)
    trace("never")


async def program():
    async with TaskGroup() as group:
        group.create_task(waits())
        group.create_task(ends(group))
        try:
            await sleep(50)
        finally:
            trace("body", current_task().cancelling())
    trace("left", now(), current_task().cancelling())
    async with TaskGroup() as group:
        group.create_task(waits())
        group.create_task(ends(group))
    trace("left", now(), current_task().cancelling())
    await sleep(1)
    return 0


def main():
    run(program())
