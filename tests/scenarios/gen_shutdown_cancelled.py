# SPDX-License-Identifier: MIT
# Scenario: a generator's cleanup ends cancelled while a runner closes.
# Clauses: A.AGEN.6
# Deviation: P6 — it is reported, as any other error.
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        raise CancelledError


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    trace("closed", run(program()))
    kept.clear()
