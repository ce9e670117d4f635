# SPDX-License-Identifier: MIT
# Scenario: ready callbacks come before timers that are due, also those of delay zero or less.
# Clauses: E1.2
from oracle import *


def callback(number):
    trace("callback", number)


async def program():
    loop = get_running_loop()
    call_later(loop, 0, callback, 3)
    call_later(loop, 1, callback, 4)
    loop.call_soon(callback, 1)
    loop.call_soon(callback, 2)
    await sleep(0)
    trace("main")
    await sleep(2)
    return 0


def main():
    run(program())
