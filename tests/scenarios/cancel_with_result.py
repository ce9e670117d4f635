# SPDX-License-Identifier: MIT
# Scenario: a future gets its result and the task that awaits it is cancelled in one iteration: the cancel wins.
# Clauses: E4
from oracle import *


async def child(waited):
    try:
        trace("never", await waited)
    except CancelledError:
        trace("cancelled")
        trace("but the future has", waited.result())
        raise


async def program():
    waited = future()
    task = create_task(child(waited))
    await sleep(1)
    waited.set_result(5)
    trace("asked", task.cancel())
    try:
        await task
    except CancelledError:
        trace("main")
    return 0


def main():
    run(program())
