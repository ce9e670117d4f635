# SPDX-License-Identifier: MIT
# Scenario: waiting tasks and plain callbacks of one future go in the order in which they came.
# Clauses: E2.3
from oracle import *


def callback(number):
    def inner(waited):
        trace("callback", number)
    return inner


async def waiter(number, waited):
    trace("waiter gets", number, await waited)


async def program():
    waited = future()
    waited.add_done_callback(callback(1))
    first = create_task(waiter(2, waited))
    await sleep(0)
    waited.add_done_callback(callback(3))
    second = create_task(waiter(4, waited))
    await sleep(0)
    waited.add_done_callback(callback(5))
    waited.set_result(7)
    await first
    await second
    return 0


def main():
    run(program())
