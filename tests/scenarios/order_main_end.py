# SPDX-License-Identifier: MIT
# Scenario: main ends in one iteration, the run in the next, whose batch is run whole; what it adds stays.
# Clauses: E1.6, E1.7
from oracle import *


def first(loop):
    trace("first")
    loop.call_soon(second, loop)


def second(loop):
    trace("second is in the run's last batch")
    loop.call_soon(third)


def third():
    trace("third is left for close")


async def program():
    loop = get_running_loop()
    loop.call_soon(first, loop)
    await sleep(0)
    trace("main ends")
    return 0


def main():
    r = runner()
    r.run(program())
    trace("between")
    r.close()
