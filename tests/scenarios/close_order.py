# SPDX-License-Identifier: MIT
# Scenario: several leftover tasks are all cancelled first, then they clean up side by side.
# Clauses: A.CLOSE.2, E9, E10
from oracle import *


async def leftover(number):
    try:
        await sleep(50 + number)
    except CancelledError:
        trace("cancelled", number)
        await sleep(number)
        trace("cleaned up", number)
        raise


async def program():
    create_task(leftover(2))
    create_task(leftover(1))
    create_task(leftover(3))
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
