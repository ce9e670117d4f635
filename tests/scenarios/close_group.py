# SPDX-License-Identifier: MIT
# Scenario: a leftover task with an open group: its children are cancelled once, and awaited.
# Clauses: A.CLOSE.2, E4, E6
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError:
        trace("child is cancelled")
        raise


async def leftover():
    async with TaskGroup() as group:
        group.create_task(child())


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
