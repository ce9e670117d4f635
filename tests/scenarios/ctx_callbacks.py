# SPDX-License-Identifier: MIT
# Scenario: callbacks get a copy of the context at call time, or the very context they are given.
# Clauses: A.CTX.4, E2.1
from oracle import *

var = ContextVar("var", default=0)


def callback(number):
    trace("callback", number, var.get())
    var.set(10 + number)


async def program():
    loop = get_running_loop()
    context = copy_context()
    var.set(1)
    loop.call_soon(callback, 1)
    var.set(2)
    call_later(loop, 1, callback, 2)
    loop.call_soon(callback, 3, context=context)
    var.set(3)
    await sleep(2)
    trace("main keeps", var.get())
    trace("given context has", context[var])
    return 0


def main():
    run(program())
