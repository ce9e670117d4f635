# SPDX-License-Identifier: MIT
# Scenario: cancelling a sleeping task takes its timer away.
# Clauses: E4, C2
from oracle import *


async def child():
    await sleep(50)
    trace("never")


async def program():
    task = create_task(child())
    await sleep(1)
    task.cancel()
    try:
        await task
    except CancelledError:
        trace("cancelled", now())
    await sleep(2)
    trace("no later than", now())
    return 0


def main():
    run(program())
