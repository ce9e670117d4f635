# SPDX-License-Identifier: MIT
# Scenario: a job gives its result, or its error with what it says, an iteration after it ends.
# Clauses: A.EXEC.9, C8
from oracle import *


def seven():
    return 7


def fails():
    raise ValueError("the job fails")


async def program():
    pool = Pool()
    at(2, pool.do, 0)
    at(4, pool.begin, 1)
    at(6, pool.end, 1)
    trace("result", await in_executor(pool, seven))
    try:
        await in_executor(pool, fails)
    except ValueError as error:
        trace("told", error, why(error))
    return 0


def main():
    run(program())
