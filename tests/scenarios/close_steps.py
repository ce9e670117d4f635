# SPDX-License-Identifier: MIT
# Scenario: what takes part in the end of a loop: its steps wait, one after the other; then the loop is closed.
# Clauses: A.CLOSE.6, A.CLOSE.7, A.CLOSE.8, A.CLOSE.11
from oracle import *


async def child():
    await sleep(1)
    trace("child")


async def end_generators():
    trace("generators", now())
    create_task(child())
    await sleep(2)
    trace("no more generators", now())


async def end_executor():
    trace("executor", now())
    await sleep(0)
    trace("no more executor", now())


async def program():
    steps_at_close(end_generators, end_executor)
    await sleep(1)
    return 0


def main():
    run(program())
    trace("over")
