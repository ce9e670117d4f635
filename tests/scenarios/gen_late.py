# SPDX-License-Identifier: MIT
# Scenario: a generator that is begun after the shutdown of all is reported, and no more is waited for.
# Clauses: A.AGEN.8
from oracle import *


kept = []


async def late():
    try:
        yield 2
    finally:
        trace("late ends")


async def numbers():
    try:
        yield 1
    finally:
        trace("cleans up")
        items = late()
        await anext(items)
        await items.aclose()


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    run(program())
    kept.clear()
