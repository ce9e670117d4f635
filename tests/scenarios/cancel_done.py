# SPDX-License-Identifier: MIT
# Scenario: a cancel of what is done changes nothing, but its error counts as looked at.
# Clauses: C2, E10, C8 never retrieved
from oracle import *


async def failing():
    raise LookupError


async def program():
    task = create_task(failing())
    await sleep(0)
    trace("of a task", task.cancel("late"))
    task = None
    waited = future()
    waited.set_exception(LookupError())
    trace("of a future", waited.cancel("late"))
    waited = None
    trace("gone")
    return 0


def main():
    run(program())
