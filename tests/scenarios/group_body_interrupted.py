# SPDX-License-Identifier: MIT
# Scenario: the body raises KeyboardInterrupt: bare, when all children are done.
# Clauses: C3 20, E6.4
from oracle import *


async def child():
    try:
        await sleep(50)
    finally:
        await sleep(2)
        trace("child has cleaned up")


async def program():
    async with TaskGroup() as group:
        group.create_task(child())
        await sleep(1)
        raise KeyboardInterrupt
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
