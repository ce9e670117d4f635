# SPDX-License-Identifier: MIT
# Scenario: a task cancelled before its first step never runs its body.
# Clauses: E4, C2 cancel before start
from oracle import *


async def child():
    trace("never")
    return 1


async def program():
    task = create_task(child())
    trace("accepted", task.cancel("not today"))
    try:
        await task
    except CancelledError as error:
        trace("message", error.args[0])
    trace("done", task.done())
    trace("cancelled", task.cancelled())
    trace("again", task.cancel())
    return 0


def main():
    run(program())
