# SPDX-License-Identifier: MIT
# Scenario: several generators are left when a runner closes.
# Clauses: C7, A.AGEN.5
# Deviation: F15 — one is closed after the other, the last made first.
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
    kept.append(await begun(numbers("second")))
    kept.append(await begun(numbers("third")))
    return 0


def main():
    run(program())
    kept.clear()
    trace("over")
