# SPDX-License-Identifier: MIT
# Scenario: a leftover task that swallows every cancellation: close() never ends.
# Clauses: A.CLOSE.4
# Strict: F19 — close cancels again until its time is over, then reports what is left and returns WIO_ETIMEDOUT.
from oracle import *


async def leftover():
    while True:
        try:
            await future()
        except CancelledError:
            trace("swallowed")


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
