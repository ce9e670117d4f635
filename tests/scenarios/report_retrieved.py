# SPDX-License-Identifier: MIT
# Scenario: errors that somebody looked at, or that are cancellations, are not reported.
# Clauses: E10, C8 never retrieved
from oracle import *


async def failing():
    raise LookupError


async def waiting():
    await sleep(50)


async def program():
    first = create_task(failing())
    second = create_task(waiting())
    await sleep(1)
    trace("looked", first.exception())
    second.cancel()
    first = None
    second = None
    await sleep(1)
    trace("no reports")
    return 0


def main():
    run(program())
