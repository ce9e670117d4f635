# SPDX-License-Identifier: MIT
# Scenario: with return_exceptions errors and cancellations are results; without it a cancelled child is a cancellation for who waits.
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
    tasks = [create_task(leaf(0, 1)), create_task(leaf(1, 2, ValueError())),
             create_task(leaf(2, 9))]
    get_running_loop().call_soon(tasks[2].cancel, "go")
    results = await gather(*tasks, return_exceptions=True)
    trace("results", *results)
    task = create_task(leaf(3, 9))
    get_running_loop().call_soon(task.cancel, "go")
    try:
        await gather(task)
    except CancelledError as error:
        trace("cancelled", why(error), current_task().cancelling())
    return 0


def main():
    run(program())
