# SPDX-License-Identifier: MIT
# Scenario: a callback raises KeyboardInterrupt: the rest of its batch is at the head of the next run's first one.
# Clauses: E1.5, A.RUN.13
from oracle import *


def raising(loop):
    loop.call_soon(last)
    raise KeyboardInterrupt


def behind():
    trace("behind it")


def last():
    trace("last")


async def first():
    loop = get_running_loop()
    loop.call_soon(raising, loop)
    loop.call_soon(behind)
    await sleep(0)
    trace("first main")
    return 0


async def second():
    trace("second main")
    return 0


def main():
    r = runner()
    r.run(first())
    trace("between")
    r.run(second())
    r.close()
