# SPDX-License-Identifier: MIT
# Scenario: a timeout around a group: the child is cancelled and awaited, then TimeoutError.
# Clauses: C4, C3, E4
from oracle import *


async def child():
    try:
        await sleep(50)
    finally:
        await sleep(1)
        trace("child has cleaned up")


async def program():
    try:
        async with timeout(3):
            async with TaskGroup() as group:
                group.create_task(child())
    except TimeoutError:
        trace("fired", now())
    return 0


def main():
    run(program())
