# SPDX-License-Identifier: MIT
# Scenario: the cleanup of one that was dropped runs in a copy of the context of then, not in that of its first item.
# Clauses: A.AGEN.2
from oracle import *


var = ContextVar("var", default=0)


async def numbers():
    var.set(1)
    try:
        yield 1
    finally:
        trace("cleanup", var.get())
        var.set(9)


async def program():
    items = await begun(numbers())
    trace("main", var.get())
    var.set(2)
    items = None
    var.set(3)
    await sleep(1)
    trace("main", var.get())
    return 0


def main():
    run(program())
