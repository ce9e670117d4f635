# SPDX-License-Identifier: MIT
# Scenario: a generator that has yielded while it was closed is dropped: nothing closes it once more, and the shutdown does not look for it.
# Clauses: C7, A.AGEN.5, A.AGEN.7
from oracle import *


async def numbers():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def program():
    items = await begun(numbers())
    trace("closed", await asked(items.aclose()))
    items = None
    await sleep(0)
    trace("goes on")
    return 0


def main():
    run(program())
