# SPDX-License-Identifier: MIT
# Scenario: an interrupt while a step in the end of a loop waits: it comes out of close(), the loop is closed.
# Clauses: A.CLOSE.9, A.CLOSE.8, A.INT.29
# Strict: P7 — the step is cancelled, both are taken once more, and close returns WIO_EINTERRUPTED at the end.
from oracle import *


async def end_generators():
    trace("generators")
    await sleep(5)
    trace("not reached")


async def end_executor():
    trace("executor")


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
    r = runner()
    at(3, interrupt)
    r.run(program())
    trace("close gave", r.close())
