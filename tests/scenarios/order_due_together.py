# SPDX-License-Identifier: MIT
# Scenario: timers are due at once; what the first of them sets, due too and sooner,
# comes behind them all, and the one that it cancels never.
# Clauses: E1.1, E1.3
from oracle import *


def callback(number):
    trace("callback", number)


def first(loop, third):
    trace("first")
    loop.call_soon(callback, 5)
    call_later(loop, -9, callback, 7)
    call_later(loop, -8, callback, 8)
    call_later(loop, 1, callback, 9)
    third.cancel()


async def program():
    loop = get_running_loop()
    call_later(loop, 4, callback, 4)
    third = call_later(loop, 3, callback, 3)
    call_later(loop, 2, callback, 2)
    call_later(loop, 1, first, loop, third)
    loop.call_soon(callback, 0)
    busy(6)
    await sleep(9)
    return 0


def main():
    run(program())
