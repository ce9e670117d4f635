# SPDX-License-Identifier: MIT
# Scenario: an awaited future's error is raised in the task that awaits it; then it counts as seen.
# Clauses: C8 futures
from oracle import *


async def failing(waited):
    await sleep(1)
    waited.set_exception(LookupError("not there"))


async def program():
    waited = future()
    create_task(failing(waited))
    try:
        await waited
    except LookupError as error:
        trace("caught", error.args[0])
    return 0


def main():
    run(program())
