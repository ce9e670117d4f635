# SPDX-License-Identifier: MIT
# Scenario: several generators are left when a runner with the option asyncio closes: all are closed at once.
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
    kept.append(await begun(numbers("second")))
    kept.append(await begun(numbers("third")))
    return 0


def main():
    run(program())
    kept.clear()
    trace("over")
