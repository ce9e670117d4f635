# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main waits for a job: main is cancelled at once, and close waits for the job.
# Clauses: A.INT.30
from oracle import *


def job():
    trace("job")
    return 7


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(1, pool.begin, 0)
    at(3, interrupt)
    at(6, pool.end, 0)
    await in_executor(None, job)
    return 0


def main():
    run(program())
