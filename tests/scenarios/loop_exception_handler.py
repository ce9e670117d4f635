# SPDX-License-Identifier: MIT
# Scenario: a program's exception handler is told what failed; it can be taken back.
# Clauses: E1.5, C8
from oracle import *


def handler(loop, report):
    trace("told", report["exception"])


def failing():
    raise ValueError


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(failing)
    await sleep(0)
    loop.set_exception_handler(None)
    loop.call_soon(failing)
    await sleep(0)
    trace("goes on")
    return 0


def main():
    run(program())
