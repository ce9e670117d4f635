# SPDX-License-Identifier: MIT
# Scenario: a close waits no longer than 300 seconds for a job, and says so; what the job gives then is dropped.
# Clauses: A.EXEC.4, A.CLOSE.7
# Strict: F3 — close waits for a job no longer than for a task, and says which it was
from oracle import *


def job():
    trace("job")
    return 7


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(1, pool.begin, 0)
    at(512 * 301, pool.end, 0)
    in_executor(None, job)
    await sleep(2)
    return 0


def main():
    run(program())
