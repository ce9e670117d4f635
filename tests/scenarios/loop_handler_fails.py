# SPDX-License-Identifier: MIT
# Scenario: an exception handler that fails itself is reported by the default one.
# Clauses: C8 broken custom handler
from oracle import *


def handler(loop, report):
    trace("told", report["exception"])
    raise LookupError


def failing():
    raise ValueError


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(failing)
    await sleep(0)
    trace("goes on")
    return 0


def main():
    run(program())
