# SPDX-License-Identifier: MIT
# Scenario: an interrupt of a group whose child fails in its cleanup gives ExceptionGroup, not KeyboardInterrupt.
# Clauses: A.INT.19, C3
# Strict: P3 — run returns WIO_EINTERRUPTED with the group's error as its context.
from oracle import *


async def child():
    try:
        await sleep(20)
    except CancelledError:
        trace("child's cleanup fails")
        raise ValueError


async def program():
    async with TaskGroup() as group:
        group.create_task(child())
    return 0


def main():
    at(2, interrupt)
    r = runner()
    r.run(program())
    r.close()
