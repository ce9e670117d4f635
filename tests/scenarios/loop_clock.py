# SPDX-License-Identifier: MIT
# Scenario: the clock stands still while tasks are ready; computing moves it, and timers then come late.
# Clauses: E1.1
from oracle import *


def timer(number):
    trace("timer", number, now())


async def program():
    loop = get_running_loop()
    call_later(loop, 3, timer, 1)
    call_later(loop, 5, timer, 2)
    await sleep(0)
    trace("still", now())
    busy(4)
    trace("after computing", now())
    await sleep(0)
    trace("the timer is behind main")
    await sleep(2)
    trace("on time", now())
    return 0


def main():
    run(program())
