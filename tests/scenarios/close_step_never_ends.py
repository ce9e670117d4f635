# SPDX-License-Identifier: MIT
# Scenario: a step in the end of a loop waits for ever, and so does close().
# Clauses: A.CLOSE.6
# Strict: F19 — the deadline ends the close: the loop is closed, and close says so.
from oracle import *


async def end_generators():
    trace("generators")
    await future()


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
