# SPDX-License-Identifier: MIT
# Scenario: a deadline that has passed fires at the first suspension, one iteration later, never at once.
# Clauses: C4 zero and past, E8.1
from oracle import *


async def program():
    try:
        async with timeout(0) as limit:
            trace("inside")
            await sleep(50)
    except TimeoutError:
        trace("zero", limit.expired())
    try:
        async with timeout(-3):
            await sleep(0)
            trace("never")
    except TimeoutError:
        trace("past", now())
    async with timeout(0) as limit:
        trace("no suspension")
    trace("expired", limit.expired())
    await sleep(2)
    return 0


def main():
    run(program())
