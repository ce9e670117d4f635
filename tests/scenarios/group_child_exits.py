# SPDX-License-Identifier: MIT
# Scenario: a child raises SystemExit: it leaves run() at once; the group ends when the loop runs again, with it bare.
# Clauses: C3 20a, E6.4, A.RUN.13
from oracle import *


async def child():
    await sleep(1)
    raise SystemExit(6)


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except SystemExit as error:
        trace("bare", error.code)
    return 0


async def second():
    await sleep(5)
    trace("second main")
    return 0


def main():
    r = runner()
    error = r.run(program())
    trace("status", error.code)
    r.run(second())
    r.close()
