# SPDX-License-Identifier: MIT
# Scenario: to_thread takes the context along, and run_in_executor does not.
# Clauses: A.EXEC.8
from oracle import *


var = ContextVar("var", default=0)


def reads():
    trace("reads", var.get())
    return 0


async def program():
    pool = Pool()
    set_default_executor(pool)
    var.set(5)
    at(2, pool.do, 0)
    at(4, pool.do, 1)
    await to_thread(reads)
    await in_executor(None, reads)
    return 0


def main():
    run(program())
