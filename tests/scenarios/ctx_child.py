# SPDX-License-Identifier: MIT
# Scenario: a child has a copy of its creator's context as it was then; neither sees the other's changes.
# Clauses: A.CTX.4
from oracle import *

var = ContextVar("var", default=0)


async def child():
    trace("child has", var.get())
    var.set(5)
    await sleep(0)
    trace("child keeps", var.get())


async def program():
    var.set(1)
    task = create_task(child())
    var.set(2)
    await sleep(0)
    trace("main keeps", var.get())
    await task
    trace("main still", var.get())
    return 0


def main():
    run(program())
