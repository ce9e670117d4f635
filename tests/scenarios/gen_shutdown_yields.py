# SPDX-License-Identifier: MIT
# Scenario: a generator yields while a runner closes: that is reported.
# Clauses: C7, A.AGEN.7
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        trace("cleans up")
        yield 2
        trace("goes on")


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    trace("closed", run(program()))
    kept.clear()
