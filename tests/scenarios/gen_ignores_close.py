# SPDX-License-Identifier: MIT
# Scenario: a generator that yields while it is closed: an error; it can go on, but is not closed again.
# Clauses: C7, A.AGEN.7
from oracle import *


async def numbers():
    try:
        yield 1
    except GeneratorExit:
        await sleep(1)
        yield 2
    trace("goes on")
    yield 3


async def program():
    items = await begun(numbers())
    trace("closed", await asked(items.aclose()))
    trace("closed", await asked(items.aclose()))
    trace("threw", await asked(items.athrow(ValueError())))
    trace("got", await asked(anext(items)))
    trace("got", await asked(anext(items)))
    trace("closed", await asked(items.aclose()))
    return 0


def main():
    run(program())
