# SPDX-License-Identifier: MIT
# Scenario: main swallows the interrupt, takes the request back and raises CancelledError itself: still KeyboardInterrupt.
# Clauses: A.INT.20, A.INT.18
from oracle import *


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("left", current_task().uncancel())
    await sleep(1)
    raise CancelledError


def main():
    at(2, interrupt)
    r = runner()
    r.run(program())
    r.close()
