# SPDX-License-Identifier: MIT
# Scenario: who waits in gather is cancelled: the children are, and it ends cancelled when they have ended, however they did.
# Clauses: E4, C2
from oracle import *


async def leaf(name):
    try:
        await sleep(9)
    except CancelledError as error:
        trace("leaf is cancelled", name, why(error))
        if name == 0:
            raise
        await sleep(name)
        trace("leaf swallowed it", name)
    return name


async def gathering(tasks, return_exceptions):
    try:
        await gather(*tasks, return_exceptions=return_exceptions)
    except CancelledError as error:
        trace("gathering is cancelled", why(error))
        raise


async def program():
    for return_exceptions in (False, True):
        tasks = [create_task(leaf(name)) for name in range(3)]
        task = create_task(gathering(tasks, return_exceptions))
        await sleep(1)
        task.cancel("go")
        try:
            await task
        except CancelledError as error:
            trace("task is cancelled", why(error))
        await sleep(3)
    return 0


def main():
    run(program())
