# SPDX-License-Identifier: MIT
# Scenario: a generator's error comes to who asked, and is its end.
# Clauses: C7
from oracle import *


async def numbers():
    try:
        yield 1
        await sleep(1)
        raise ValueError
    finally:
        trace("cleans up")
        await sleep(1)
        trace("has cleaned up", now())


async def program():
    items = numbers()
    trace("got", await asked(anext(items)))
    trace("got", await asked(anext(items)))
    trace("got", await asked(anext(items)))
    trace("closed", await asked(items.aclose()))
    trace("threw", await asked(items.athrow(OSError())))
    async for item in numbers():
        trace("item", item)


def main():
    run(program())
