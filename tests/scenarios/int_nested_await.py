# SPDX-License-Identifier: MIT
# Scenario: an interrupt goes through main's wait for a task into what that task waits for.
# Clauses: A.INT.8, E4
from oracle import *


async def child():
    try:
        await sleep(20)
    except CancelledError:
        trace("child is cancelled first")
        raise


async def program():
    try:
        await create_task(child())
    except CancelledError:
        trace("then main")
        raise
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
