# SPDX-License-Identifier: MIT
# Scenario: an error that is thrown arrives at the yield: it is caught, or comes back; one that has not begun never runs.
# Clauses: C7
from oracle import *


async def numbers():
    try:
        yield 1
    except ValueError:
        trace("caught")
        await sleep(1)
    yield 2
    trace("not reached")


async def program():
    items = numbers()
    trace("got", await asked(anext(items)))
    trace("threw", await asked(items.athrow(ValueError())))
    trace("threw", await asked(items.athrow(OSError())))
    trace("threw", await asked(items.athrow(ValueError())))
    trace("got", await asked(anext(items)))
    items = numbers()
    trace("threw", await asked(items.athrow(ValueError())))
    trace("got", await asked(anext(items)))
    items = await begun(numbers())
    trace("threw", await asked(items.athrow(GeneratorExit())) is not None)
    trace("got", await asked(anext(items)))
    return 0


def main():
    run(program())
