# SPDX-License-Identifier: MIT
# Scenario: the exception handler runs in the context of the task that it is told about: let go, told of by the program, failed in a close, pending in one.
# Clauses: C8 futures2, A.CLOSE.3
from oracle import *

var = ContextVar("var", default=0)


def handler(loop, report):
    trace("handler sees", var.get())
    var.set(var.get() + 1)



async def failing():
    var.set(10)
    raise LookupError


async def seeing():
    var.set(20)
    await sleep(0)
    await sleep(0)
    trace("task sees", var.get())


async def failing_late():
    var.set(30)
    try:
        await sleep(50)
    except CancelledError:
        raise LookupError


async def pending():
    var.set(40)
    await sleep(50)


async def spawning():
    var.set(50)
    try:
        await sleep(50)
    finally:
        create_task(pending())


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    var.set(1)
    create_task(failing())
    await sleep(0)
    await sleep(0)
    task = create_task(seeing())
    await sleep(0)
    loop.call_exception_handler({"message": "a task", "task": task})
    loop.call_exception_handler({"message": "a future", "future": task})
    await task
    loop.call_exception_handler({"message": "a plain one", "future": future()})
    loop.call_exception_handler({"message": "nothing"})
    trace("main sees", var.get())
    create_task(failing_late())
    create_task(spawning())
    await sleep(0)
    return 0


def main():
    run(program())
    trace("outside", var.get())
