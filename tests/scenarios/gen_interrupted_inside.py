# SPDX-License-Identifier: MIT
# Scenario: a second interrupt from a generator's own code is raised there, and comes out of run().
# Clauses: A.INT.25, C7
from oracle import *


async def numbers():
    try:
        yield 1
        interrupt()
        interrupt()
        trace("not reached")
    finally:
        trace("cleans up")


async def program():
    try:
        async for item in numbers():
            trace("got", item)
    finally:
        trace("main cleans up")


def main():
    r = runner()
    trace("ended", r.run(program()))
    trace("closed", r.close() or 0)
