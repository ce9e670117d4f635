# SPDX-License-Identifier: MIT
# Scenario: the deadline passes while the interrupted body cleans up: KeyboardInterrupt all the same.
# Clauses: A.INT.22, E8
from oracle import *


async def program():
    try:
        async with timeout(6) as limit:
            try:
                await sleep(20)
            except CancelledError:
                trace("cleanup")
                try:
                    await sleep(20)
                except CancelledError:
                    trace("cleanup cut short", now())
                    raise
    finally:
        trace("expired", limit.expired())
        trace("left", current_task().cancelling())
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
