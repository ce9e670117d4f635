# SPDX-License-Identifier: MIT
# Scenario: a task awaits a future of another loop: it is told so in its next step; one that is done it may look at.
# Clauses: C2, E2.2
from oracle import *


async def program():
    loop = new_loop()
    waited = loop.create_future()
    try:
        await waited
    except RuntimeError:
        trace("refused")
    waited.set_result(3)
    trace("result", await waited)
    waited = loop.create_future()
    current_task().cancel("early")
    try:
        await waited
    except CancelledError as error:
        trace("cancelled", why(error))
    trace("untouched", waited.cancelled())
    waited.cancel("theirs")
    try:
        await waited
    except CancelledError as error:
        trace("theirs", why(error))
    loop.close()
    return 0


def main():
    run(program())
