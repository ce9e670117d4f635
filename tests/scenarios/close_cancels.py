# SPDX-License-Identifier: MIT
# Scenario: main leaves a sleeping task behind: close cancels it and lets it end.
# Clauses: A.CLOSE.2, A.CLOSE.11, E9, B6
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("leftover is cancelled")
        raise


async def program():
    create_task(leftover())
    await sleep(0)
    return 123


def main():
    r = runner()
    trace("result", r.run(program()))
    r.close()
