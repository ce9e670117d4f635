# SPDX-License-Identifier: MIT
# Scenario: a callback fails while a runner closes, and the exception handler exits: that ends close there.
# Clauses: A.CLOSE.9, A.CLOSE.10, C8
# Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
from oracle import *


def handler(loop, report):
    if "task" not in report:
        trace("told", report["exception"])
        raise SystemExit(4)


def failing():
    raise ValueError


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        get_running_loop().call_soon(failing)
        await sleep(3)
        trace("cleaned up")
        raise


async def program():
    get_running_loop().set_exception_handler(handler)
    create_task(leftover())
    await sleep(0)
    return 0


def main():
    r = runner()
    r.run(program())
    error = r.close()
    trace("status", error.code)
