# SPDX-License-Identifier: MIT
# Scenario: an eager task that waits goes on as any other, in its own context.
# Clauses: C2 eager
from oracle import *

var = ContextVar("var", default=0)


async def child(number):
    var.set(number)
    trace("child", current_task().get_name(), len(all_tasks()))
    if number > 1:
        create_task(child(number - 1), eager_start=True)
        trace("child made one", current_task().get_name(), var.get())
    await sleep(number)
    trace("child ends", current_task().get_name(), var.get())


async def program():
    task = create_task(child(3), eager_start=True)
    trace("made", task.done(), var.get(), current_task().get_name())
    for each in all_tasks():
        trace("all", each.get_name())
    task.cancel()
    await sleep(4)
    trace("end", task.cancelled(), len(all_tasks()))
    return 0


def main():
    run(program())
