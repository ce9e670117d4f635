# SPDX-License-Identifier: MIT
# Scenario: a generator is dropped one iteration before main's end: its cleanup is cut short.
# Clauses: A.AGEN.4
# Strict: F13 — its task is not cancelled, and its cleanup is waited for.
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
    for _ in range(1):
        await sleep(0)
    return 0


def main():
    run(program())
