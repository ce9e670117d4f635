# SPDX-License-Identifier: MIT
# Scenario: a task that raises CancelledError itself is cancelled, without a request.
# Clauses: C2
from oracle import *


async def child():
    await sleep(1)
    raise CancelledError


async def program():
    task = create_task(child())
    try:
        await task
    except CancelledError:
        trace("requests", task.cancelling())
    trace("cancelled", task.cancelled())
    return 0


def main():
    run(program())
