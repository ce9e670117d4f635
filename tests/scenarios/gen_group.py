# SPDX-License-Identifier: MIT
# Scenario: children of a group ask generators of their own, one of which fails; a generator opens and closes a group between two items.
# Clauses: C7, C3
from oracle import *


async def numbers(name, count):
    try:
        for number in range(1, count + 1):
            await sleep(1)
            yield number
        raise ValueError
    finally:
        trace("ends", name)


async def ask(name, count):
    async for item in numbers(name, count):
        trace("got", name, item)


async def batches():
    for number in range(1, 3):
        async with TaskGroup() as group:
            group.create_task(sleep(number))
        yield number


async def program():
    async for batch in batches():
        trace("batch", batch, now())
    try:
        async with TaskGroup() as group:
            group.create_task(ask("short", 2))
            group.create_task(ask("long", 9))
    except* ValueError as errors:
        trace("group", len(errors.exceptions))
    return 0


def main():
    run(program())
