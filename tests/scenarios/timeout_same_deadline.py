# SPDX-License-Identifier: MIT
# Scenario: an inner and an outer timeout with one deadline: the outer one raises.
# Clauses: E8.2, C4 nested
from oracle import *


async def program():
    try:
        async with timeout_at(4) as outer:
            try:
                async with timeout_at(4) as inner:
                    await sleep(50)
            except TimeoutError:
                trace("never")
            except CancelledError:
                trace("inner lets it through")
                raise
    except TimeoutError:
        trace("outer fired")
    trace("inner expired", inner.expired())
    trace("outer expired", outer.expired())
    trace("requests", current_task().cancelling())
    return 0


def main():
    run(program())
