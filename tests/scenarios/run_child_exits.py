# SPDX-License-Identifier: MIT
# Scenario: a child raises SystemExit: the run ends with it, main is cancelled by close.
# Clauses: A.RUN.13
from oracle import *


async def child():
    await sleep(2)
    raise SystemExit(4)


async def program():
    create_task(child())
    try:
        await sleep(20)
    except CancelledError:
        trace("main is cancelled")
        raise
    return 0


def main():
    r = runner()
    error = r.run(program())
    trace("status", error.code)
    r.close()
