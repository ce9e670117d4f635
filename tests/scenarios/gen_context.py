# SPDX-License-Identifier: MIT
# Scenario: a generator's code sees the context of whoever asks, and changes it.
# Clauses: C7
from oracle import *


var = ContextVar("var", default=0)


async def numbers():
    while True:
        trace("inside", var.get(), current_task().get_name())
        var.set(var.get() + 1)
        await sleep(0)
        yield var.get()


async def other(items):
    var.set(20)
    trace("other", await anext(items), var.get())


async def program():
    items = numbers()
    var.set(5)
    trace("main", await anext(items), var.get())
    await create_task(other(items))
    trace("main", await anext(items), var.get())
    await items.aclose()
    return 0


def main():
    run(program())
