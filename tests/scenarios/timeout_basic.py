# SPDX-License-Identifier: MIT
# Scenario: a timeout fires around a sleep: the sleeper goes on one iteration after the timer.
# Clauses: C4 basic, E3, E8
from oracle import *


async def program():
    try:
        async with timeout(3) as limit:
            await sleep(10)
            trace("never")
    except TimeoutError:
        trace("timed out", now())
    trace("expired", limit.expired())
    trace("cancelling", current_task().cancelling())
    return 0


def main():
    run(program())
