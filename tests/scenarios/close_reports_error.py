# SPDX-License-Identifier: MIT
# Scenario: a leftover task fails when it is cancelled: reported as an error of the shutdown.
# Clauses: A.CLOSE.3, B7
from oracle import *


def handler(loop, report):
    trace("told", report["exception"], report["task"].get_name())


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        raise ZeroDivisionError


async def program():
    get_running_loop().set_exception_handler(handler)
    create_task(leftover(), name="leftover")
    await sleep(0)
    return 123


def main():
    run(program())
