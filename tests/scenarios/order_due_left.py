# SPDX-License-Identifier: MIT
# Scenario: timers are due at once and the first of them exits; in the next run the
# others come before what it queued, and before what is due since.
# Clauses: A.RUN.13, E1.5
from oracle import *


def callback(number):
    trace("callback", number)


def first(loop):
    loop.call_soon(callback, 4)
    call_later(loop, 1, callback, 5)
    trace("first exits")
    raise SystemExit(2)


async def program():
    loop = get_running_loop()
    call_later(loop, 3, callback, 3)
    call_later(loop, 2, callback, 2)
    call_later(loop, 1, first, loop)
    busy(6)
    await sleep(9)
    return 0


async def again():
    trace("again")
    await sleep(4)
    return 0


def main():
    r = runner()
    error = r.run(program())
    trace("status", error.code)
    r.run(again())
    r.close()
