# SPDX-License-Identifier: MIT
# Scenario: a job that exits hands that to the task that awaits it, which leaves the loop.
# Clauses: A.EXEC.7
from oracle import *


def job():
    raise SystemExit(3)


async def child(pool):
    await in_executor(pool, job)


async def program():
    pool = Pool()
    at(2, pool.do, 0)
    task = create_task(child(pool))
    await task
    return 0


def main():
    run(program())
