# SPDX-License-Identifier: MIT
# Scenario: after its shutdown a loop has no default executor, and those that are passed still run.
# Clauses: A.EXEC.2, A.EXEC.3
from oracle import *


def seven():
    return 7


async def program():
    pool, another = Pool(), Pool()
    set_default_executor(pool)
    at(2, pool.do, 0)
    at(5, another.do, 0)
    create_task(waiter())
    await sleep(1)
    await shutdown_default_executor()
    trace("shut down")
    trace("again", outcome(in_executor, None, seven))
    trace("another", await in_executor(another, seven))
    return 0


async def waiter():
    trace("result", await in_executor(None, seven))


async def without():
    await shutdown_default_executor()
    trace("none was made")
    trace("now", outcome(in_executor, None, seven))
    return 0


def main():
    run(program())
    run(without())
