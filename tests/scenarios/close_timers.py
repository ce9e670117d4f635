# SPDX-License-Identifier: MIT
# Scenario: callbacks and timers left over: due ones run while close() runs, the others are dropped silently.
# Clauses: A.CLOSE.10
from oracle import *


def callback(number):
    trace("callback", number)


async def program():
    loop = get_running_loop()
    call_later(loop, 2, callback, 1)
    call_later(loop, 9, callback, 2)
    busy(3)
    return 0


def main():
    r = runner()
    r.run(program())
    trace("now", now())
    r.close()
