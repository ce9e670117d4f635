# SPDX-License-Identifier: MIT
# Scenario: the close of a loop whose default executor has nothing to do takes some iterations.
# Clauses: A.EXEC.1, A.EXEC.4
from oracle import *


def job():
    return 7


async def program():
    pool = Pool()
    set_default_executor(pool)
    at(1, pool.do, 0)
    trace("result", await in_executor(None, job))
    return 0


def main():
    run(program())
