# SPDX-License-Identifier: MIT
# Scenario: two tasks await one future; cancelling one of them cancels the future, and so the other.
# Clauses: E4, C8
from oracle import *


async def child(number, waited):
    try:
        await waited
    except CancelledError:
        trace("child", number)
        trace("requests", current_task().cancelling())
        raise


async def program():
    waited = future()
    first = create_task(child(1, waited))
    second = create_task(child(2, waited))
    await sleep(1)
    second.cancel()
    await sleep(1)
    trace("first cancelled", first.cancelled())
    trace("second cancelled", second.cancelled())
    return 0


def main():
    run(program())
