# SPDX-License-Identifier: MIT
# Scenario: a generator that is dropped in the midst is closed by a task of its loop's; two yields later its cleanup is over.
# Clauses: C7, A.AGEN.1, A.AGEN.3
from oracle import *


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        trace("cleans up")
        await sleep(0)
        trace("has cleaned up")


async def program():
    items = await begun(numbers())
    items = None
    trace("dropped")
    await sleep(0)
    trace("one")
    await sleep(0)
    trace("two")
    await sleep(0)
    trace("three")
    items = numbers()
    items = None
    await sleep(0)
    return 0


def main():
    run(program())
