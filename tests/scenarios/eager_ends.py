# SPDX-License-Identifier: MIT
# Scenario: an eager task that need not wait is done when it is made.
# Clauses: C2 eager
from oracle import *


async def child():
    trace("child", current_task().get_name(), len(all_tasks()))
    return 7


async def program():
    task = create_task(child(), eager_start=True)
    trace("made", task.done(), task.result())
    trace("current", current_task().get_name(), len(all_tasks()))
    trace("cancel", task.cancel())
    task.add_done_callback(lambda task: trace("callback", task.result()))
    trace("await", await task)
    await sleep(0)
    return 0


def main():
    run(program())
