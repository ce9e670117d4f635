# SPDX-License-Identifier: MIT
# Scenario: a step in the end of a loop is over, but what it began interrupts before close() goes on.
# Clauses: A.CLOSE.9, A.CLOSE.8
# Strict: P7 — the other step is taken, and close returns WIO_EINTERRUPTED at the end.
from oracle import *


async def raising():
    raise KeyboardInterrupt


async def end_generators():
    trace("generators")
    create_task(raising())


async def end_executor():
    trace("executor")
    await sleep(1)
    trace("no more executor")


async def program():
    steps_at_close(end_generators, end_executor)
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    trace("close gave", r.close())
