# SPDX-License-Identifier: MIT
# Scenario: a step in the end of a loop fails: that ends the close, and the loop is closed.
# Clauses: A.CLOSE.6, A.CLOSE.8
# Strict: P7 — the other step is taken, and close returns the error at the end.
from oracle import *


async def end_generators():
    trace("generators")
    await sleep(1)
    raise ValueError


async def end_executor():
    trace("executor")


async def program():
    steps_at_close(end_generators, end_executor)
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    trace("close gave", r.close())
