# SPDX-License-Identifier: MIT
# Scenario: a leftover task that swallows its cancellation and waits for nothing: close() never ends.
# Clauses: A.CLOSE.4
# Strict: F19 — close cancels again after a while, which ends the task.
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("swallowed")
    await future()


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
