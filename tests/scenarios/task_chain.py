# SPDX-License-Identifier: MIT
# Scenario: an error that a task raises over another one has that as its context; a cause is kept beside it.
# Clauses: C2, A.RUN.15
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError("inner")


async def child():
    try:
        await create_task(failing())
    except ValueError as error:
        raise LookupError("outer") from error


async def program():
    try:
        await create_task(child())
    except LookupError as error:
        trace("message", error.args[0])
        trace("cause", error.__cause__, error.__cause__.args[0])
        trace("context", error.__context__)
    return 0


def main():
    run(program())
