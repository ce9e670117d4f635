# SPDX-License-Identifier: MIT
# Scenario: a leftover task that swallows its cancellation and returns is not reported.
# Clauses: A.CLOSE.3
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed")
    return 9


async def program():
    create_task(leftover())
    await sleep(0)
    return 0


def main():
    run(program())
