# SPDX-License-Identifier: MIT
# Scenario: run() is refused inside a running loop.
# Clauses: A.FN.1, B5
from oracle import *


async def inner():
    trace("never")
    return 0


async def program():
    coro = inner()
    trace("refused", isinstance(run(coro), RuntimeError))
    coro.close()
    await sleep(0)
    return 0


def main():
    run(program())
