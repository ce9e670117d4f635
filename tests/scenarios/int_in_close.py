# SPDX-License-Identifier: MIT
# Scenario: an interrupt while close() waits for a task's cleanup ends close(); the loop is closed all the same.
# Clauses: A.INT.29, A.CLOSE.8, A.CLOSE.9
# Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("cleanup")
        await sleep(50)
        trace("never")
        raise


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    at(5, interrupt)
    run(program())
