# SPDX-License-Identifier: MIT
# Scenario: a cancelled timer neither fires nor holds up the clock; a fired one can be cancelled in vain.
# Clauses: E1.1, E1.3, C8
from oracle import *


def callback(number):
    trace("callback", number)


async def program():
    loop = get_running_loop()
    first = call_later(loop, 2, callback, 1)
    second = call_later(loop, 4, callback, 2)
    third = call_later(loop, 90, callback, 3)
    trace("when", ticks(second.when()))
    second.cancel()
    third.cancel()
    trace("cancelled", second.cancelled())
    await sleep(8)
    first.cancel()
    trace("now", now())
    return 0


def main():
    run(program())
