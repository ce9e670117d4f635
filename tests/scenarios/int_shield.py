# SPDX-License-Identifier: MIT
# Scenario: an interrupt at a shield leaves the task alone until close cancels it.
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
    await shield(create_task(leaf(0, 9)))


def main():
    at(1, interrupt)
    run(program())
