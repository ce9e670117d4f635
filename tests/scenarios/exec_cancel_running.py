# SPDX-License-Identifier: MIT
# Scenario: a job that has begun is never stopped: who waited is cancelled at once, and what it gives is dropped.
# Clauses: A.EXEC.6
from oracle import *


def job():
    trace("to its end")
    return 7


async def waiter(pool):
    await in_executor(pool, job)


async def program():
    pool = Pool()
    at(1, pool.begin, 0)
    at(4, pool.end, 0)
    task = create_task(waiter(pool))
    await sleep(2)
    task.cancel()
    try:
        await task
    except CancelledError as error:
        trace("told", error)
    await sleep(5)
    return 0


def main():
    run(program())
