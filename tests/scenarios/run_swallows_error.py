# SPDX-License-Identifier: MIT
# Scenario: errors of children that main looks at are not reported.
# Clauses: A.RUN.14, C8
from oracle import *


async def child(number):
    await sleep(number)
    raise ValueError


async def program():
    first = create_task(child(1))
    second = create_task(child(2))
    try:
        await first
    except ValueError:
        trace("caught the first")
    await sleep(4)
    trace("looked at the second", second.exception())
    return 0


def main():
    run(program())
