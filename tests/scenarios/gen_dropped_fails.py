# SPDX-License-Identifier: MIT
# Scenario: a generator that is dropped fails in its cleanup: while the run goes on nobody looks at that, in the close it is reported.
# Clauses: C7, A.CLOSE.3
from oracle import *


async def numbers():
    try:
        yield 1
    finally:
        await sleep(0)
        raise ValueError


async def program():
    items = await begun(numbers())
    items = None
    await sleep(3)
    trace("goes on")
    items = await begun(numbers())
    return 0


def main():
    trace("closed", run(program()))
