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


def generators_closed():
    trace("generators closed")


def executor_closed():
    trace("executor closed")


async def program():
    loop = get_running_loop()
    at_close(loop, "generators", end_generators, generators_closed)
    at_close(loop, "executor", end_executor, executor_closed)
    await sleep(1)
    return 0


def main():
    run(program())
    trace("over")
