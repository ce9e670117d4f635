# SPDX-License-Identifier: MIT
# Scenario: closing a generator waits for its cleanup; one that has not begun, or has ended, has none.
# Clauses: C7
from oracle import *


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        trace("cleans up")
        await sleep(1)
        await sleep(0)
        trace("has cleaned up")


async def fails():
    try:
        yield 1
    finally:
        await sleep(0)
        raise ValueError


async def catches():
    try:
        yield 1
    except GeneratorExit:
        trace("caught")


async def program():
    items = await begun(numbers())
    trace("closed", await asked(items.aclose()), now())
    trace("closed", await asked(items.aclose()))
    trace("got", await asked(anext(items)))
    items = numbers()
    trace("closed", await asked(items.aclose()))
    trace("got", await asked(anext(items)))
    items = numbers()
    async for item in items:
        pass
    trace("closed", await asked(items.aclose()))
    items = await begun(fails())
    trace("closed", await asked(items.aclose()))
    items = await begun(catches())
    trace("closed", await asked(items.aclose()))
    return 0


def main():
    run(program())
