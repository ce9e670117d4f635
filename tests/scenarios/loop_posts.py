# SPDX-License-Identifier: MIT
# Scenario: what the host posts runs behind what was ready, in front of the timers of the same poll.
# Clauses: E1.1, E1.2
from oracle import *


def posted(number):
    trace("posted", number)


def timer():
    trace("timer")


async def program():
    loop = get_running_loop()
    call_later(loop, 4, timer)
    await sleep(6)
    trace("main", now())
    return 0


def main():
    at(2, posted, 1)
    at(4, posted, 2)
    at(4, posted, 3)
    at(5, posted, 4)
    run(program())
