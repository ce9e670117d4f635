# SPDX-License-Identifier: MIT
# Scenario: behind a shield come the task's result, its error, and its cancellation without the message.
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


async def observe(task):
    try:
        trace("result", await shield(task))
    except (ValueError, CancelledError) as error:
        trace("failed", error, why(error), current_task().cancelling())


async def program():
    await observe(create_task(leaf(0, 1)))
    await observe(create_task(leaf(1, 1, ValueError())))
    task = create_task(leaf(2, 9))
    get_running_loop().call_soon(task.cancel, "go")
    await observe(task)
    return 0


def main():
    run(program())
