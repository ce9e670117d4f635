# SPDX-License-Identifier: MIT
# Scenario: a second interrupt while everything waits leaves run() with main pending; close() cancels it again.
# Clauses: A.INT.24, A.INT.27, A.CLOSE.2
from oracle import *


async def program():
    try:
        await sleep(40)
    except CancelledError:
        trace("cleanup begins")
    try:
        await sleep(40)
    except CancelledError:
        trace("cleanup is cut short")
        raise
    return 0


def main():
    at(2, interrupt)
    at(5, interrupt)
    r = runner()
    r.run(program())
    trace("between run and close")
    r.close()
