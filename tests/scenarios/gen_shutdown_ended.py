# SPDX-License-Identifier: MIT
# Scenario: one that has ended, and one that has not begun, need nothing when a runner closes.
# Clauses: C7, A.AGEN.5
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
    await kept[0].aclose()
    kept.append(numbers("second"))
    return 0


def main():
    run(program())
    kept.clear()
    trace("over")
