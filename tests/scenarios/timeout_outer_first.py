# SPDX-License-Identifier: MIT
# Scenario: the outer of two timeouts fires: the inner one passes the CancelledError on.
# Clauses: C4 nested
from oracle import *


async def program():
    try:
        async with timeout(2):
            try:
                async with timeout(6) as inner:
                    await sleep(50)
            except CancelledError:
                trace("inner expired", inner.expired())
                raise
    except TimeoutError:
        trace("outer fired", now())
    return 0


def main():
    run(program())
