# SPDX-License-Identifier: MIT
# Scenario: main swallows the interrupt and returns: its value is the run's.
# Clauses: A.INT.18
from oracle import *


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("swallowed")
    await sleep(1)
    trace("requests", current_task().cancelling())
    return 7


def main():
    at(2, interrupt)
    r = runner()
    trace("result", r.run(program()))
    r.close()
