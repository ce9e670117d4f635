# SPDX-License-Identifier: MIT
# Scenario: a generator is dropped between a run and the close: the shutdown of all leaves it to its task, for which nothing waits.
# Clauses: C7, A.AGEN.4
# Strict: F13, F19 — its task is waited for, and the close ends when that has ended.
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        trace("cleans up")
        await sleep(9)
        trace("has cleaned up")


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    r = runner()
    r.run(program())
    kept.clear()
    r.close()
