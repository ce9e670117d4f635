# SPDX-License-Identifier: MIT
# Scenario: nothing is left to cancel, but a callback that a run left behind exits: that ends close in the first of its empty steps.
# Clauses: A.CLOSE.9, A.CLOSE.10, A.CLOSE.11
# Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
from oracle import *


def exiting():
    raise SystemExit(4)


def further():
    trace("further")


async def program():
    loop = get_running_loop()
    loop.call_soon(loop.call_soon, exiting)
    loop.call_soon(loop.call_soon, further)
    return 0


def main():
    r = runner()
    r.run(program())
    error = r.close()
    trace("status", error.code)
