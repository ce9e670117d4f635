# SPDX-License-Identifier: MIT
# Scenario: a task tells the exception handler about itself: its context is entered already.
# Clauses: C8 futures2, A.CTX.5
# Deviation: P14 — the handler is called, in that context; CPython's cannot enter it, and the report is lost on it.
from oracle import *

var = ContextVar("var", default=0)


def handler(loop, report):
    trace("handler sees", var.get())


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    var.set(1)
    loop.call_exception_handler({"message": "me", "task": current_task()})
    trace("goes on")
    return 0


def main():
    run(program())
