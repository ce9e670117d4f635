# SPDX-License-Identifier: MIT
# Scenario: cancel and uncancel before delivery, on a task in the ready queue: it never sees it.
# Clauses: E4, C2
from oracle import *


async def child():
    await sleep(0)
    trace("requests", current_task().cancelling())
    await sleep(0)
    return 3


async def program():
    task = create_task(child())
    await sleep(0)
    trace("asked", task.cancel())
    trace("left", task.uncancel())
    trace("result", await task)
    return 0


def main():
    run(program())
