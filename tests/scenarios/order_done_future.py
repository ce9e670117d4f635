# SPDX-License-Identifier: MIT
# Scenario: awaiting what is done already, or a coroutine that does not wait, suspends nobody.
# Clauses: E2.2, E3
from oracle import *


async def nothing():
    return 2


async def child():
    return 3


async def program():
    waited = future()
    waited.set_result(1)
    get_running_loop().call_soon(trace, "callback")
    trace("future", await waited)
    trace("coroutine", await nothing())
    task = create_task(child())
    await sleep(0)
    trace("done", task.done())
    trace("task", await task)
    return 0


def main():
    run(program())
