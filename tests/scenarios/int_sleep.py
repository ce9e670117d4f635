# SPDX-License-Identifier: MIT
# Scenario: the first interrupt ends the sleep of main, and the run with it.
# Clauses: A.INT.6, A.INT.8, A.INT.15, E4
from oracle import *


async def program():
    trace("sleeping")
    try:
        await sleep(20)
    except CancelledError:
        trace("woken by the interrupt")
        raise
    return 0


def main():
    at(4, interrupt)
    r = runner()
    r.run(program())
    r.close()
