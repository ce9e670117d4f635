# SPDX-License-Identifier: MIT
# Scenario: a body that computes past its deadline: the timer comes behind what is ready, so one yield still goes by.
# Clauses: C4 busy loop, E1.1
from oracle import *


async def program():
    try:
        async with timeout(2):
            busy(5)
            trace("not stopped", now())
            await sleep(0)
            trace("one yield goes by")
            await sleep(0)
            trace("never")
    except TimeoutError:
        trace("fired", now())
    return 0


def main():
    run(program())
