# SPDX-License-Identifier: MIT
# Scenario: tasks are numbered unless they are given a name; a name can be changed.
# Clauses: C2 names
from oracle import *


async def child():
    trace("name", current_task().get_name())


async def program():
    first = create_task(child())
    second = create_task(child(), name="worker")
    third = create_task(child())
    third.set_name("renamed")
    await first
    await second
    await third
    trace("name", current_task().get_name())
    return 0


def main():
    run(program())
