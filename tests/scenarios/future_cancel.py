# SPDX-License-Identifier: MIT
# Scenario: cancelling a future ends the task that awaits it with CancelledError, without a request.
# Clauses: C8 futures, E2.1
from oracle import *


async def child(waited):
    try:
        await waited
    except CancelledError as error:
        trace("message", error.args[0])
        trace("requests", current_task().cancelling())
        raise


async def program():
    waited = future()
    task = create_task(child(waited))
    await sleep(1)
    trace("cancel", waited.cancel("gone"))
    try:
        await task
    except CancelledError:
        trace("task cancelled", task.cancelled())
    return 0


def main():
    run(program())
