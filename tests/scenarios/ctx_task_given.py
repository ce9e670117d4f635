# SPDX-License-Identifier: MIT
# Scenario: tasks made with a context run in it, also several in the same one.
# Clauses: A.CTX.3, C2 contexts
from oracle import *

var = ContextVar("var", default=0)


async def child(value):
    trace("child finds", var.get())
    var.set(value)
    await sleep(1)
    trace("child finds again", var.get())


async def program():
    context = copy_context()
    first = create_task(child(1), context=context)
    second = create_task(child(2), context=context)
    await first
    await second
    trace("context", context[var])
    trace("main", var.get())
    return 0


def main():
    run(program())
