# SPDX-License-Identifier: MIT
# Scenario: a timeout without a deadline never fires; it can be given one later.
# Clauses: C4 disabled, C4 reschedule
from oracle import *


async def program():
    async with timeout(None) as limit:
        await sleep(3)
    trace("expired", limit.expired())
    try:
        async with timeout(None) as limit:
            limit.reschedule(at_tick(3))
            await sleep(3)
    except TimeoutError:
        trace("fired", now())
    return 0


def main():
    run(program())
