# SPDX-License-Identifier: MIT
# Scenario: the first child that fails ends gather with its error, and the others go on; what they end with later is looked at.
# Clauses: E5, C2
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
    tasks = [create_task(leaf(0, 3)), create_task(leaf(1, 1, ValueError())),
             create_task(leaf(2, 2, LookupError()))]
    try:
        await gather(*tasks)
    except ValueError as error:
        trace("failed", error)
    await sleep(4)
    trace("done", tasks[0].done(), tasks[2].done())
    try:
        await gather(tasks[0], tasks[1])
    except ValueError as error:
        trace("failed", error)
    return 0


def main():
    run(program())
