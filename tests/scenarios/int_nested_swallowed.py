# SPDX-License-Identifier: MIT
# Scenario: the task that main awaits swallows the interrupt: main goes on with its value.
# Clauses: A.INT.18, E4
from oracle import *


async def child():
    try:
        await sleep(20)
    except CancelledError:
        trace("child swallows it")
    return 3


async def program():
    trace("value", await create_task(child()))
    trace("requests", current_task().cancelling())
    await sleep(1)
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
