# SPDX-License-Identifier: MIT
# Scenario: the current task is the one whose step runs; in a callback there is none.
# Clauses: C2 introspection
from oracle import *


def callback():
    trace("in a callback", current_task() is None)


async def child():
    trace("child", current_task().get_name())


async def program():
    get_running_loop().call_soon(callback)
    await create_task(child())
    trace("main", current_task().get_name())
    return 0


def main():
    run(program())
