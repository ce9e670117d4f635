# SPDX-License-Identifier: MIT
# Scenario: what was ready when a run ended is run first in the next one.
# Clauses: A.RUN.12, E1.6
from oracle import *


def callback(number):
    trace("callback", number)
    if number < 5:
        get_running_loop().call_soon(callback, number + 1)


async def starting():
    get_running_loop().call_soon(callback, 1)
    return 0


async def program():
    trace("second main")
    return 0


def main():
    r = runner()
    r.run(starting())
    trace("between")
    r.run(program())
    r.close()
