# SPDX-License-Identifier: MIT
# Scenario: several cancels before the first is delivered: one CancelledError with the last message; all are counted.
# Clauses: E4, C2
from oracle import *


async def child():
    try:
        await sleep(0)
        await sleep(50)
    except CancelledError as error:
        trace("message", error.args[0])
        trace("requests", current_task().cancelling())
    await sleep(1)
    trace("no second one")
    return 2


async def program():
    task = create_task(child())
    await sleep(0)
    task.cancel("one")
    task.cancel("two")
    task.cancel("three")
    trace("result", await task)
    return 0


def main():
    run(program())
