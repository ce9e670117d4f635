# SPDX-License-Identifier: MIT
# Scenario: a cancel comes when what a task waits for is done already: it wins over a result or an error, which counts as looked at; a cancellation that is there keeps its message.
# Clauses: E4, C2 messages
from oracle import *


async def waiter(waited):
    try:
        await waited
    except CancelledError as error:
        trace("waiter", why(error))
    return 0


async def ending(how):
    await sleep(1)
    if how == 1:
        raise LookupError
    if how == 2:
        raise CancelledError("own")
    return 5


async def late(how):
    task = create_task(ending(how))
    outer = create_task(waiter(task))
    task.add_done_callback(lambda done: outer.cancel("late"))
    await outer
    trace("done", task.done())


async def program():
    for how in 0, 1, 2:
        await late(how)
    waited = future()
    outer = create_task(waiter(waited))
    await sleep(0)
    waited.cancel("first")
    outer.cancel("second")
    await outer
    return 0


def main():
    run(program())
