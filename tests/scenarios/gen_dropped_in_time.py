# SPDX-License-Identifier: MIT
# Scenario: a generator is dropped two iterations before main's end: its cleanup ends in time.
# Clauses: A.AGEN.4
from oracle import *


async def numbers():
    try:
        yield 1
    finally:
        trace("cleans up")
        await sleep(0)
        trace("has cleaned up")


async def program():
    items = await begun(numbers())
    items = None
    for _ in range(2):
        await sleep(0)
    return 0


def main():
    run(program())
