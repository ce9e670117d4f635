# SPDX-License-Identifier: MIT
# Scenario: eight timers with one deadline.
# Clauses: E1.4
# Deviation: F24 — equal deadlines fire first in, first out: 0 to 7.
from oracle import *


def timer(number):
    trace("timer", number)


async def program():
    loop = get_running_loop()
    call_later(loop, 50, timer, 99)
    for number in range(8):
        call_later(loop, 2, timer, number)
    await sleep(5)
    return 0


def main():
    run(program())
