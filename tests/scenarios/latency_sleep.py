# SPDX-License-Identifier: MIT
# Scenario: a timer of sleep fires in one iteration, the sleeper goes on in the next; sleep(0) takes one.
# Clauses: E3
from oracle import *


async def program():
    trace("before")
    await sleep(0)
    trace("one iteration later")
    await sleep(3)
    trace("after the timer's iteration", now())
    await sleep(-1)
    trace("one more")
    return 0


def main():
    run(program())
