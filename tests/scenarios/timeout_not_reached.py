# SPDX-License-Identifier: MIT
# Scenario: a timeout that is not reached leaves no timer behind.
# Clauses: C4 not reached, E1.1
from oracle import *


async def program():
    async with timeout(50) as limit:
        await sleep(2)
    trace("expired", limit.expired())
    await sleep(1)
    trace("now", now())
    return 0


def main():
    run(program())
