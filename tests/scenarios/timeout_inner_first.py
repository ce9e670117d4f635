# SPDX-License-Identifier: MIT
# Scenario: the inner of two timeouts fires; the outer one goes on, and fires later.
# Clauses: C4 nested
from oracle import *


async def program():
    try:
        async with timeout(6):
            try:
                async with timeout(2):
                    await sleep(50)
            except TimeoutError:
                trace("inner fired", now())
            await sleep(50)
    except TimeoutError:
        trace("outer fired", now())
    return 0


def main():
    run(program())
