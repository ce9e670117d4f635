# SPDX-License-Identifier: MIT
# Scenario: a failing callback is reported; the rest of its batch runs.
# Clauses: E1.5
from oracle import *


def failing():
    raise ValueError


def behind():
    trace("behind it")


async def program():
    loop = get_running_loop()
    loop.call_soon(failing)
    loop.call_soon(behind)
    await sleep(0)
    return 0


def main():
    run(program())
