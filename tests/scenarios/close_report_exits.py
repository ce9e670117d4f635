# SPDX-License-Identifier: MIT
# Scenario: two leftover tasks fail; the exception handler exits when it is told of the first: that ends close there.
# Clauses: A.CLOSE.3, A.CLOSE.9, A.CLOSE.8
# Strict: P7 — all are told and every step is done; close returns the first WIO_EEXIT at the end.
from oracle import *


def handler(loop, report):
    if "task" in report:
        trace("told", report["task"].get_name())
        raise SystemExit(4)

async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        raise LookupError


async def program():
    get_running_loop().set_exception_handler(handler)
    create_task(leftover(), name="one")
    create_task(leftover(), name="two")
    await sleep(0)
    return 0


def main():
    r = runner()
    r.run(program())
    error = r.close()
    trace("status", error.code)
