# SPDX-License-Identifier: MIT
# Scenario: an interrupt inside a timeout is not turned into TimeoutError.
# Clauses: A.INT.22
from oracle import *


async def program():
    try:
        async with timeout(10):
            await sleep(20)
    except CancelledError:
        trace("still cancelled")
        raise
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
