# SPDX-License-Identifier: MIT
# Scenario: a generator fails while a runner closes: that is reported.
# Clauses: C7, A.AGEN.6
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        await sleep(1)
        raise ValueError


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    trace("closed", run(program()))
    kept.clear()
