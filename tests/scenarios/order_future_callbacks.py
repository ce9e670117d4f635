# SPDX-License-Identifier: MIT
# Scenario: completing a future calls nothing at once: its callbacks are queued, in order of registration.
# Clauses: E2.1, E2.4
from oracle import *


def callback(number):
    def inner(waited):
        trace("callback", number)
        if number == 2:
            raise ValueError
    return inner


async def program():
    waited = future()
    for number in range(1, 4):
        waited.add_done_callback(callback(number))
    waited.set_result(5)
    trace("nothing called yet")
    waited.add_done_callback(callback(4))
    get_running_loop().call_soon(trace, "soon")
    await sleep(0)
    trace("all called")
    return 0


def main():
    run(program())
