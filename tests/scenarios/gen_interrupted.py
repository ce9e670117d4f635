# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main is in a generator cancels it there; the second one ends its cleanup.
# Clauses: A.INT.8, C7
from oracle import *


async def numbers():
    try:
        yield 1
        await sleep(50)
    finally:
        trace("cleans up")
        await sleep(50)
        trace("not reached")


async def program():
    async for item in numbers():
        trace("got", item)


def main():
    at(3, interrupt)
    at(5, interrupt)
    r = runner()
    trace("ended", r.run(program()))
    trace("closed", r.close() or 0)
