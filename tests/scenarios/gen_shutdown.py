# SPDX-License-Identifier: MIT
# Scenario: a generator that is left when a runner closes is closed, and its cleanup waited for.
# Clauses: C7, A.AGEN.5, A.CLOSE.6, B8
from oracle import *


kept = []


async def numbers(name):
    try:
        yield 1
    finally:
        trace("closing", name, now())
        await sleep(1)
        trace("closed", name, now())


async def program():
    kept.append(await begun(numbers("first")))
    return 0


def main():
    run(program())
    kept.clear()
    trace("over")
