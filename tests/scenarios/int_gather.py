# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main waits in gather cancels the children, also with return_exceptions.
# Clauses: A.INT.23, E4
from oracle import *


async def leaf(name, ticks, error=None):
    try:
        await sleep(ticks)
    except CancelledError:
        trace("leaf is cancelled", name)
        raise
    trace("leaf ends", name)
    if error:
        raise error
    return name


async def program():
    tasks = [create_task(leaf(n, 9)) for n in range(2)]
    await gather(*tasks, return_exceptions=True)
    trace("not reached")


def main():
    at(1, interrupt)
    run(program())
