# SPDX-License-Identifier: MIT
# Scenario: a task made while close() cancels is neither cancelled nor awaited: dropped pending, and reported.
# Clauses: A.CLOSE.5
# Strict: P8 — close cancels again until no task is left: the new one cleans up too.
from oracle import *


async def spawned():
    trace("spawned starts")
    try:
        await sleep(50)
    finally:
        trace("spawned ends")


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        create_task(spawned())
        raise


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
