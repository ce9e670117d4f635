# SPDX-License-Identifier: MIT
# Scenario: a generator that is dropped while a task is in it: it goes on, and is closed when that task leaves it, unless it has ended.
# Clauses: C7, A.AGEN.1
from oracle import *


kept = []


async def numbers(count):
    try:
        for number in range(1, count + 1):
            await sleep(1)
            yield number
    finally:
        trace("ends", now())
        await sleep(1)


async def ask(i):
    trace("got", await asked(anext(kept[i])), now())


async def program():
    kept.extend([numbers(1), numbers(0)])
    create_task(ask(0))
    create_task(ask(1))
    await sleep(0)
    kept.clear()
    trace("dropped")
    await sleep(9)
    return 0


def main():
    run(program())
