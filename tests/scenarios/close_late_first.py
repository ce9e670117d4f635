# SPDX-License-Identifier: MIT
# Scenario: the first generator of a loop is begun, and its first job asked for, when the close has ended all of either: one is reported, one refused.
# Clauses: A.AGEN.8, A.EXEC.4
from oracle import *


async def numbers():
    yield 1


async def begins():
    items = numbers()
    trace("item", await anext(items))
    await items.aclose()


async def asks():
    pool = Pool()
    set_default_executor(pool)
    try:
        future = in_executor(None, int)
        pool.do(0)
        await future
    except RuntimeError:
        trace("refused")


def later(loop, hops):
    if hops == 2:
        loop.create_task(begins())
    if hops == 4:
        loop.create_task(asks())
    else:
        loop.call_soon(later, loop, hops + 1)


async def program():
    later(get_running_loop(), 0)
    return 0


def main():
    run(program())
