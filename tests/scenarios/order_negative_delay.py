# SPDX-License-Identifier: MIT
# Scenario: a negative delay fires in the next iteration, behind what was queued.
# Clauses: E1.2
from oracle import *


def callback(number):
    trace("callback", number)


async def program():
    loop = get_running_loop()
    call_later(loop, -5, callback, 2)
    call_later(loop, -6, callback, 1)
    loop.call_soon(callback, 0)
    await sleep(0)
    trace("main")
    await sleep(0)
    return 0


def main():
    run(program())
