# SPDX-License-Identifier: MIT
# Scenario: an interrupt ends a close that waits for a job, and the loop is closed.
# Clauses: A.INT.29, A.EXEC.4
# Deviation: F3 — it is reported which jobs still run; CPython goes silently
from oracle import *


def job():
    trace("job")
    return 7


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(1, pool.begin, 0)
    at(4, interrupt)
    in_executor(None, job)
    await sleep(2)
    return 0


def main():
    run(program())
