# SPDX-License-Identifier: MIT
# Scenario: a task's done-callback runs one iteration after its end, like a waiter.
# Clauses: E2.3, E3
from oracle import *


def callback(task):
    trace("callback", task.result())


async def child():
    trace("child ends")
    return 4


async def program():
    task = create_task(child())
    task.add_done_callback(callback)
    trace("result", await task)
    return 0


def main():
    run(program())
