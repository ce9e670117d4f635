# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main waits in a group: the child is cancelled and awaited, then KeyboardInterrupt.
# Clauses: A.INT.23, E4
from oracle import *


async def child():
    try:
        await sleep(20)
    except CancelledError:
        await sleep(2)
        trace("child has cleaned up")
        raise


async def program():
    async with TaskGroup() as group:
        group.create_task(child())
    trace("never")
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
