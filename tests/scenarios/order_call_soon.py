# SPDX-License-Identifier: MIT
# Scenario: callbacks run first in, first out; what they add waits for the next iteration; a cancelled one is skipped.
# Clauses: E1.1, E1.3
from oracle import *


def first(loop):
    trace("first")
    loop.call_soon(last)


def second(handle):
    trace("second cancels the third")
    handle.cancel()


def third():
    trace("never")


def fourth():
    trace("fourth")


def last():
    trace("last")


async def program():
    loop = get_running_loop()
    loop.call_soon(first, loop)
    loop.call_soon(lambda: second(handle))
    handle = loop.call_soon(third)
    loop.call_soon(fourth)
    await sleep(0)
    trace("main is after them")
    await sleep(0)
    return 0


def main():
    run(program())
