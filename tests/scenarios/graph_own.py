# SPDX-License-Identifier: MIT
# Scenario: a program says who waits in a way of its own, and takes that back; a task that is awaited by it is followed.
# Clauses: C8 graph
from oracle import *


async def waits(task):
    await task


async def nothing():
    await sleep(3)


async def program():
    own = future()
    first = create_task(nothing(), name="first")
    second = create_task(nothing(), name="second")
    create_task(waits(first), name="behind")
    await sleep(1)
    future_add_to_awaited_by(own, first)
    future_add_to_awaited_by(own, second)
    trace_awaits(own)
    future_discard_from_awaited_by(own, second)
    future_discard_from_awaited_by(own, second)
    trace("without the second")
    trace_awaits(own)
    future_discard_from_awaited_by(own, first)
    own.set_result(0)
    await sleep(3)
    trace("at the end")
    trace_awaits(own)
    return 0


def main():
    run(program())
