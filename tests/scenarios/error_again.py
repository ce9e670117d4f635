# SPDX-License-Identifier: MIT
# Scenario: what except* has left is raised again, and what was kept while something else failed, but not what was dealt with; a group is raised by hand, and a future has an error with its cause.
# Clauses: E6.2, C2
import asyncio

from oracle import *


async def fails(error):
    await sleep(0)
    raise error


async def handle():
    try:
        async with TaskGroup() as group:
            group.create_task(fails(ValueError("1")))
            group.create_task(fails(LookupError("2")))
            group.create_task(fails(ValueError("3")))
    except* ValueError as match:
        trace("match", len(match.exceptions))


async def keep():
    try:
        await fails(ValueError("kept"))
    except ValueError as kept:
        try:
            await fails(LookupError("while it is handled"))
        except LookupError:
            pass
        raise kept


async def collect():
    errors = []
    for error in (ValueError("4"), LookupError("5")):
        try:
            await fails(error)
        except Exception as e:
            errors.append(e)
    raise ExceptionGroup("two of two", errors)


async def after():
    for text in ("6", "7"):
        try:
            await fails(ValueError(text))
        except ValueError as error:
            trace("context", error.__context__ is None)
    await fails(LookupError("8"))


async def program():
    try:
        await create_task(handle())
    except ExceptionGroup as rest:
        trace("rest", len(rest.exceptions), rest.exceptions[0], rest.exceptions[0].args[0])
    try:
        await create_task(keep())
    except ValueError as error:
        trace("kept", error.args[0])
    try:
        await create_task(collect())
    except ExceptionGroup as group:
        trace("group", group.message, len(group.exceptions))
        trace("members", *group.exceptions)
    try:
        await create_task(after())
    except LookupError as error:
        trace("after", error.__context__ is None)
    future = asyncio.get_running_loop().create_future()
    try:
        try:
            raise LookupError("why")
        except LookupError as why:
            raise ValueError("in a future") from why
    except ValueError as error:
        future.set_exception(error)
    try:
        await future
    except ValueError as error:
        trace("future", error.args[0], error.__cause__.args[0])
    return 0


def main():
    run(program())
