# SPDX-License-Identifier: MIT
# Scenario: main turns the interrupt into another error: that one comes out, the interrupt is lost.
# Clauses: A.INT.19
# Strict: P3 — run returns WIO_EINTERRUPTED with main's error as its context.
from oracle import *


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("cleanup fails")
        raise ZeroDivisionError
    return 0


def main():
    at(2, interrupt)
    r = runner()
    r.run(program())
    r.close()
