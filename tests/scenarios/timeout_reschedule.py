# SPDX-License-Identifier: MIT
# Scenario: a deadline is moved later, and earlier, and taken away.
# Clauses: C4 reschedule
from oracle import *


async def program():
    async with timeout(2) as limit:
        limit.reschedule(at_tick(6))
        await sleep(4)
        trace("past the first deadline", now())
    try:
        async with timeout(50) as limit:
            limit.reschedule(at_tick(7))
            trace("when", ticks(limit.when()))
            await sleep(20)
    except TimeoutError:
        trace("fired", now())
    async with timeout(1) as limit:
        limit.reschedule(None)
        await sleep(3)
    trace("never fired", now())
    return 0


def main():
    run(program())
