# SPDX-License-Identifier: MIT
# Scenario: a group that is cancelled from outside passes on the message of the first cancel, or that of its body, whatever comes while children clean up.
# Clauses: E6.5, E4, C2 messages
from oracle import *


async def child():
    try:
        await sleep(50)
    except CancelledError as error:
        trace("child", why(error))
        await sleep(4)
        raise


async def closing():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except CancelledError as error:
        trace("group", why(error))
        raise


async def in_body():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
            await sleep(50)
    except CancelledError as error:
        trace("group", why(error))
        raise


async def cancel_often(task):
    await sleep(1)
    task.cancel("one")
    task.cancel("two")
    await sleep(1)
    task.cancel("three")
    await sleep(1)
    task.cancel("four")
    try:
        await task
    except CancelledError as error:
        trace("main", why(error))


async def program():
    await cancel_often(create_task(closing()))
    await cancel_often(create_task(in_body()))
    return 0


def main():
    run(program())
