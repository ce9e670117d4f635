# SPDX-License-Identifier: MIT
# Scenario: a task waits for a future that nobody else holds, and nobody holds the task.
# Clauses: E10
# Deviation: F16 — the loop holds its tasks until they are done: it stays, and close() cancels it.
from oracle import *


async def child():
    await future()


async def program():
    create_task(child())
    await sleep(1)
    collect()
    trace("collected")
    await sleep(1)
    return 0


def main():
    run(program())
