# SPDX-License-Identifier: MIT
# Scenario: posts and an interrupt that reach one poll are taken in the order in which they came.
# Clauses: E1.1, E1.3, A.INT.8
from oracle import *


def posted(number):
    trace("posted", number)


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("main")
    return 0


def main():
    at(2, posted, 1)
    at(2, interrupt)
    at(2, posted, 2)
    r = runner()
    r.run(program())
    r.close()
