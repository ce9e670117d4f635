# SPDX-License-Identifier: MIT
# Scenario: another task cancels main and interrupts it: two requests, so CancelledError comes out.
# Clauses: A.INT.16, B27
# Strict: P3 — run returns WIO_EINTERRUPTED with the CancelledError as its context.
from oracle import *


async def child(parent):
    parent.cancel()
    interrupt()


async def program():
    create_task(child(current_task()))
    try:
        await future()
    except CancelledError:
        trace("requests", current_task().cancelling())
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
