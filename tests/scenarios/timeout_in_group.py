# SPDX-License-Identifier: MIT
# Scenario: a child's TimeoutError is a failure of its group.
# Clauses: C4, C3 04
from oracle import *


async def child():
    async with timeout(2):
        await sleep(50)


async def program():
    try:
        async with TaskGroup() as group:
            group.create_task(child())
    except ExceptionGroup as error:
        trace("members", len(error.exceptions), error.exceptions[0])
    return 0


def main():
    run(program())
