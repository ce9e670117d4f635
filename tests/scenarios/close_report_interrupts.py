# SPDX-License-Identifier: MIT
# Scenario: two leftover tasks fail; the program is interrupted while the exception handler is told of the first: that ends close there.
# Clauses: A.CLOSE.3, A.CLOSE.9, A.INT.29
# Strict: P7 — all are told and every step is done; close returns WIO_EINTERRUPTED at the end.
from oracle import *


def handler(loop, report):
    if "task" in report:
        trace("told", report["task"].get_name())
        interrupt()

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
    r.close()
