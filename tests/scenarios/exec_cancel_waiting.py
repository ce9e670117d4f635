# SPDX-License-Identifier: MIT
# Scenario: a job that is cancelled before it begins is never run; the executor hears of it an iteration later.
# Clauses: A.EXEC.6
from oracle import *


def never():
    trace("never run")


async def waiter(pool):
    await in_executor(pool, never)


async def program():
    pool = Pool()
    at(4, pool.do, 0)
    task = create_task(waiter(pool))
    await sleep(1)
    task.cancel()
    try:
        await task
    except CancelledError as error:
        trace("told", error)
    await sleep(5)
    return 0


def main():
    run(program())
