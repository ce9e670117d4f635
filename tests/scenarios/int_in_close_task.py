# SPDX-License-Identifier: MIT
# Scenario: an interrupt in the code of a task's cleanup during close() ends that task and close().
# Clauses: A.INT.29, A.CLOSE.9
# Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("cleanup")
        interrupt()
        trace("never")
        raise


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    run(program())
