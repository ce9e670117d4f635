# SPDX-License-Identifier: MIT
# Scenario: close waits for the jobs of the default executor, also for those that nobody awaits.
# Clauses: A.EXEC.4, A.EXEC.5, A.CLOSE.7
from oracle import *


def job():
    trace("job")
    return 7


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(2, pool.begin, 0)
    at(6, pool.end, 0)
    at(8, pool.do, 1)
    in_executor(None, job)
    in_executor(None, job)
    await sleep(1)
    return 0


def main():
    run(program())
