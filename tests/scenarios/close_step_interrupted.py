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


async def program():
    steps_at_close(end_generators, end_executor)
    await sleep(1)
    return 0


def main():
    r = runner()
    at(3, interrupt)
    r.run(program())
    trace("close gave", r.close())
