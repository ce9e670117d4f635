# SPDX-License-Identifier: MIT
# Scenario: a timeout that has expired cannot be moved any more.
# Clauses: C4 reschedule in all states
from oracle import *


async def program():
    try:
        async with timeout(2) as limit:
            try:
                await sleep(20)
            finally:
                trace("expired", limit.expired())
                refused = outcome(limit.reschedule, at_tick(9))
                trace("refused", isinstance(refused, RuntimeError))
    except TimeoutError:
        trace("fired")
    return 0


def main():
    run(program())
