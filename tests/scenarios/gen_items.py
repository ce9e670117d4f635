# SPDX-License-Identifier: MIT
# Scenario: items come without an iteration of the loop, unless the generator waits; what is sent arrives at its yield.
# Clauses: C7
from oracle import *


async def numbers():
    trace("begins", current_task().get_name())
    trace("first", (yield 1))
    await sleep(2)
    trace("second", (yield 2))
    await sleep(0)
    trace("third", (yield 3))
    trace("over", now())


async def other():
    for _ in range(4):
        trace("other")
        await sleep(0)


async def program():
    create_task(other())
    items = numbers()
    trace("got", await asked(anext(items)), now())
    trace("got", await asked(items.asend(7)), now())
    trace("got", await asked(anext(items)), now())
    trace("got", await asked(items.asend(8)), now())
    trace("got", await asked(anext(items)))
    async for item in numbers():
        trace("item", item)
    return 0


def main():
    run(program())
