# SPDX-License-Identifier: MIT
# Scenario: a timeout has just cancelled main when the interrupt comes, before main has run: KeyboardInterrupt.
# Clauses: A.INT.22, E8
from oracle import *


async def program():
    try:
        async with timeout(3):
            call_later(get_running_loop(), 3, interrupt)
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
    r = runner()
    r.run(program())
    r.close()
