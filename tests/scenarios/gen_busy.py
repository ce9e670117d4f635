# SPDX-License-Identifier: MIT
# Scenario: while a task is in a generator, nobody else enters it, nor that task itself.
# Clauses: C7
from oracle import *


async def numbers(itself):
    await sleep(2)
    trace("itself", await asked(anext(itself[0])))
    yield 1


async def other(items):
    trace("got", await asked(anext(items)))
    trace("sent", await asked(items.asend(1)))
    trace("threw", await asked(items.athrow(ValueError())))
    trace("closed", await asked(items.aclose()))


async def program():
    itself = []
    items = numbers(itself)
    itself.append(items)
    create_task(other(items))
    trace("got", await asked(anext(items)))
    itself.clear()
    trace("closed", await asked(items.aclose()))
    return 0


def main():
    run(program())
