# SPDX-License-Identifier: MIT
# Scenario: tasks start eagerly while a runner with the option asyncio closes: the first generator that is closed drops the second, which is closed as well.
# Clauses: C7, A.AGEN.5
from oracle import *


kept = []


async def first():
    try:
        yield 1
    finally:
        kept.clear()
        trace("first dropped the other")


async def second():
    try:
        yield 2
    finally:
        trace("closing")
        await sleep(1)
        trace("closed")


async def program():
    kept.append(await begun(first()))
    kept.append(await begun(second()))
    start_eagerly(get_running_loop())
    return 0


def main():
    run(program())
    trace("over")
