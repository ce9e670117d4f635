# SPDX-License-Identifier: MIT
# Scenario: several wait for the jobs of the default executor to end: they go on in the order in which they came.
# Clauses: A.EXEC.2, A.EXEC.3
from oracle import *


def job():
    trace("job")
    return 0


async def waits(number):
    await shutdown_default_executor()
    trace("goes on", number)


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(2, pool.do, 0)
    in_executor(None, job)
    for number in (1, 2, 3):
        create_task(waits(number))
    await sleep(4)
    return 0


def main():
    run(program())
