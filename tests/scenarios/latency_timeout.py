# SPDX-License-Identifier: MIT
# Scenario: entering and leaving a timeout suspends nobody; one that fires takes an iteration.
# Clauses: E3
from oracle import *


async def program():
    async with timeout(4):
        trace("inside")
    trace("left at once")
    try:
        async with timeout(4):
            await sleep(9)
    except TimeoutError:
        trace("fired", now())
    return 0


def main():
    run(program())
