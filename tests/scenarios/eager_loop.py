# SPDX-License-Identifier: MIT
# Scenario: a loop may start its tasks eagerly; those it is given before it runs it cannot.
# Clauses: C2 eager, A.RUN.5
from oracle import *


async def child(number):
    trace("child", number)
    return number


async def program():
    loop = get_running_loop()
    lazily = start_eagerly(loop)
    first = create_task(child(1))
    second = create_task(child(2), eager_start=False)
    trace("made", first.done(), second.done())
    await second
    loop.set_task_factory(lazily)
    third = create_task(child(3))
    trace("made", third.done())
    await third
    return 0


def main():
    run(program())
