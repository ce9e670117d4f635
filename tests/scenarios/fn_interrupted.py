# SPDX-License-Identifier: MIT
# Scenario: an interrupted run() cancels main, then closes, then is over.
# Clauses: A.FN.1, A.INT.15
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("leftover is cancelled by close")
        raise


async def program():
    create_task(leftover())
    await sleep(30)
    return 0


def main():
    at(2, interrupt)
    run(program())
