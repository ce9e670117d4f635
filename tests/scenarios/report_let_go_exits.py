# SPDX-License-Identifier: MIT
# Scenario: the exception handler exits when it is told of an error that nobody had looked at.
# Clauses: E10, C8 never retrieved, A.RUN.13
# Deviation: P15 — that ends the run as any other exit does; CPython's collector drops it.
from oracle import *


def handler(loop, report):
    trace("told", report["exception"])
    raise SystemExit(4)


async def failing():
    raise LookupError


async def program():
    get_running_loop().set_exception_handler(handler)
    create_task(failing())
    await sleep(0)
    await sleep(0)
    trace("main goes on")
    return 0


def main():
    run(program())
