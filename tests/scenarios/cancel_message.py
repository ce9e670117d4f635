# SPDX-License-Identifier: MIT
# Scenario: a cancel's message travels from the task awaited to who awaits it.
# Clauses: C2 messages
from oracle import *


async def child():
    await sleep(50)


async def program():
    task = create_task(child())
    await sleep(1)
    task.cancel("because")
    try:
        await task
    except CancelledError as error:
        trace("message", error.args[0])
    trace("main's requests", current_task().cancelling())
    return 0


def main():
    run(program())
