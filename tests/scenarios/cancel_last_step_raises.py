# SPDX-License-Identifier: MIT
# Scenario: a task cancelled in its last step, which raises: the error is its end.
# Clauses: C2 cancel in the last step
from oracle import *


async def child():
    await sleep(0)
    current_task().cancel()
    raise ValueError


async def program():
    task = create_task(child())
    try:
        await task
    except ValueError:
        trace("its error")
    trace("cancelled", task.cancelled())
    return 0


def main():
    run(program())
