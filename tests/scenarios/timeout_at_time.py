# SPDX-License-Identifier: MIT
# Scenario: a timeout at an absolute time; when() tells it.
# Clauses: C4 at
from oracle import *


async def program():
    await sleep(2)
    try:
        async with timeout_at(5) as limit:
            trace("when", ticks(limit.when()))
            await sleep(50)
    except TimeoutError:
        trace("fired", now())
    return 0


def main():
    run(program())
