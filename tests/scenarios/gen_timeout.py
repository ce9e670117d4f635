# SPDX-License-Identifier: MIT
# Scenario: a timeout around asking expires where the generator waits.
# Clauses: C7, C4
from oracle import *


async def numbers():
    try:
        yield 1
        await sleep(50)
        yield 2
    finally:
        trace("cleans up", now())
        await sleep(1)


async def program():
    items = numbers()
    try:
        async with timeout(3):
            async for item in items:
                trace("got", item)
    except TimeoutError:
        trace("timeout", now())
    trace("got", await asked(anext(items)), current_task().cancelling())
    return 0


def main():
    run(program())
