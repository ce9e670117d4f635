# SPDX-License-Identifier: MIT
# Scenario: gather gives the results in the order of its arguments, two iterations after the last; those that are done already cost none.
# Clauses: E3, C2
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
    tasks = [create_task(leaf(n, 3 - n)) for n in range(3)]
    trace("results", *await gather(*tasks))
    trace("results", *await gather(*tasks))
    await gather()
    trace("of none")
    return 0


def main():
    run(program())
