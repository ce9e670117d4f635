# SPDX-License-Identifier: MIT
# Scenario: a task made so late in close() that it never starts is dropped unstarted, and reported.
# Clauses: A.CLOSE.5
# Strict: P8 — close cancels again until no task is left.
from oracle import *


def again(left):
    trace("callback", left)
    if left:
        get_running_loop().call_soon(again, left - 1)
    else:
        create_task(never())


async def never():
    trace("never")


async def program():
    get_running_loop().call_soon(again, 4)
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
