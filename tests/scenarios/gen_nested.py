# SPDX-License-Identifier: MIT
# Scenario: a generator over another: waits, errors and the end of the inner one come through the outer one.
# Clauses: C7
from oracle import *


async def inner():
    try:
        yield 1
        await sleep(1)
        yield 2
        await sleep(1)
        raise ValueError
    finally:
        trace("inner ends")
        await sleep(1)


async def outer(fails):
    items = inner()
    try:
        async for item in items:
            await sleep(0)
            yield item + 10
    finally:
        trace("outer ends")
        trace("closed", await asked(items.aclose()))


async def program():
    items = outer(True)
    for _ in range(4):
        trace("got", await asked(anext(items)), now())
    items = await begun(outer(False))
    trace("closed", await asked(items.aclose()), now())
    return 0


def main():
    run(program())
