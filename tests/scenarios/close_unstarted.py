# SPDX-License-Identifier: MIT
# Scenario: a leftover task that has not started is ended without running.
# Clauses: A.CLOSE.2, E4
from oracle import *


async def leftover():
    trace("never")


async def program():
    get_running_loop().call_soon(making)
    return 0


def making():
    create_task(leftover())


def main():
    r = runner()
    r.run(program())
    r.close()
