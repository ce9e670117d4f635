# SPDX-License-Identifier: MIT
# Scenario: the body swallows the timeout's CancelledError: no TimeoutError; its count is taken back at the end.
# Clauses: E8.3
from oracle import *


async def program():
    async with timeout(2) as limit:
        try:
            await sleep(50)
        except CancelledError:
            trace("swallowed", current_task().cancelling())
        await sleep(1)
    trace("expired", limit.expired())
    trace("requests", current_task().cancelling())
    return 0


def main():
    run(program())
