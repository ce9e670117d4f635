# SPDX-License-Identifier: MIT
# Scenario: all_tasks are those that are not done, in order of creation.
# Clauses: C2 introspection
from oracle import *


async def child(number):
    await sleep(number)


async def program():
    first = create_task(child(4))
    second = create_task(child(2))
    trace("all", len(all_tasks()))
    for task in all_tasks():
        trace("task", task.get_name())
    await second
    trace("all", len(all_tasks()))
    await first
    trace("all", len(all_tasks()))
    return 0


def main():
    run(program())
