# SPDX-License-Identifier: MIT
# Scenario: main fails and leaves a task that fails too: main's error comes out, the other one is reported.
# Clauses: A.CLOSE.3, A.FN.1, B8
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("leftover cleans up")
        raise ZeroDivisionError


async def program():
    create_task(leftover())
    await sleep(0)
    raise ValueError


def main():
    run(program())
