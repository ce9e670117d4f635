# SPDX-License-Identifier: MIT
# Scenario: the exception handler runs in the context of the done callback, the timer or the post that failed.
# Clauses: C8 futures2, E2.4
from oracle import *

var = ContextVar("var", default=0)


def handler(loop, report):
    trace("handler sees", var.get())
    var.set(var.get() + 1)



def failing():
    var.set(var.get() + 10)
    raise ValueError


def failing_when_done(done):
    var.set(var.get() + 20)
    raise ValueError


async def nothing():
    return 0


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    var.set(100)
    waited = future()
    waited.add_done_callback(failing_when_done)
    given = copy_context()
    var.set(200)
    waited.add_done_callback(failing_when_done, context=given)
    create_task(nothing()).add_done_callback(failing_when_done)
    call_later(loop, 1, failing)
    var.set(300)
    loop.call_soon_threadsafe(failing)
    waited.set_result(0)
    await sleep(2)
    trace("given", given[var])
    trace("main sees", var.get())
    return 0


def main():
    run(program())
