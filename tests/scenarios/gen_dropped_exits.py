# SPDX-License-Identifier: MIT
# Scenario: a generator that is dropped exits in its cleanup, in a loop that starts tasks eagerly: the run ends there.
# Clauses: C7, C2 eager, A.RUN.13
from oracle import *


async def numbers():
    try:
        yield 1
    finally:
        trace("cleanup")
        raise SystemExit(3)


async def program():
    start_eagerly(get_running_loop())
    items = await begun(numbers())
    items = None
    await sleep(3)
    trace("goes on")
    return 0


def main():
    run(program())
