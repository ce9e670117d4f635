# SPDX-License-Identifier: MIT
# Scenario: a shutdown that cancels jobs: those who wait for what has not begun are cancelled.
# Clauses: A.EXEC.10
from oracle import *


def job():
    return 7


async def waiter(pool, n):
    try:
        trace("result", n, await in_executor(pool, job))
    except CancelledError as error:
        trace("told", n, error)


async def program():
    pool = Pool()
    at(1, pool.begin, 0)
    at(4, pool.end, 0)
    at(5, pool.do, 1)
    first, second = create_task(waiter(pool, 1)), create_task(waiter(pool, 2))
    await sleep(2)
    pool.shutdown(wait=False, cancel_futures=True)
    trace("again", outcome(in_executor, pool, job))
    await first
    await second
    await sleep(5)
    return 0


def main():
    run(program())
