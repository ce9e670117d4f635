# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main's own code runs: nothing is raised there, only at the next wait that suspends.
# Clauses: A.INT.11, E2.2
from oracle import *


async def nothing():
    trace("a coroutine that does not wait")


async def program():
    interrupt()
    trace("goes on")
    await nothing()
    waited = future()
    waited.set_result(3)
    trace("a done future", await waited)
    trace("requests", current_task().cancelling())
    try:
        await sleep(0)
    except CancelledError:
        trace("here it is")
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
