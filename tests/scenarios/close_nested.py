# SPDX-License-Identifier: MIT
# Scenario: leftover tasks that wait for each other end from the inside out.
# Clauses: A.CLOSE.2, E4
from oracle import *


async def inner():
    try:
        await sleep(50)
    except CancelledError:
        trace("inner is cancelled")
        raise


async def outer():
    try:
        await create_task(inner())
    except CancelledError:
        trace("outer is cancelled")
        raise


async def program():
    create_task(outer())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
