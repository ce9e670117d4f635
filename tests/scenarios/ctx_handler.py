# SPDX-License-Identifier: MIT
# Scenario: the exception handler runs in the context of the callback that failed.
# Clauses: C8 futures2
from oracle import *

var = ContextVar("var", default=0)


def handler(loop, report):
    trace("handler sees", var.get())


def failing():
    var.set(2)
    raise ValueError


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    var.set(1)
    loop.call_soon(failing)
    var.set(3)
    await sleep(0)
    return 0


def main():
    run(program())
