# SPDX-License-Identifier: MIT
# Scenario: interrupt and deadline at the same instant: KeyboardInterrupt.
# Clauses: A.INT.22
from oracle import *


async def program():
    try:
        async with timeout(3):
            try:
                await sleep(20)
            except CancelledError:
                trace("requests", current_task().cancelling())
                raise
    except CancelledError:
        trace("left", current_task().cancelling())
        raise
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
