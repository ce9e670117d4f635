# SPDX-License-Identifier: MIT
# Scenario: a task cancelled in its last step: it ends cancelled although it returned, and its result is lost.
# Clauses: C2 cancel in the last step
from oracle import *


async def child():
    await sleep(0)
    current_task().cancel("too late")
    return 5


async def program():
    task = create_task(child())
    try:
        trace("never", await task)
    except CancelledError as error:
        trace("message", error.args[0])
    trace("cancelled", task.cancelled())
    return 0


def main():
    run(program())
