# SPDX-License-Identifier: MIT
# Scenario: between two runs an error is let go that nobody had looked at; the exception handler exits then, which ends nothing.
# Clauses: E10, C8 never retrieved, A.RUN.12
from oracle import *


kept = []


def handler(loop, report):
    trace("told", report["exception"])
    raise SystemExit(4)


async def failing():
    raise LookupError


async def first():
    get_running_loop().set_exception_handler(handler)
    kept.append(create_task(failing()))
    await sleep(0)
    return 1


async def second():
    await sleep(0)
    return 2


def main():
    r = runner()
    r.run(first())
    kept.clear()
    r.run(second())
    r.close()
