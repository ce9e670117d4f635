# SPDX-License-Identifier: MIT
# Scenario: timers fire by deadline, in whatever order they were set; those of one poll in one batch.
# Clauses: E1.1
from oracle import *


def timer(number):
    trace("timer", number, now())


async def program():
    loop = get_running_loop()
    call_later(loop, 5, timer, 5)
    call_later(loop, 2, timer, 2)
    call_at(loop, 7, timer, 7)
    call_later(loop, 3, timer, 3)
    call_later(loop, 1, timer, 1)
    await sleep(4)
    busy(4)
    await sleep(1)
    return 0


def main():
    run(program())
