# SPDX-License-Identifier: MIT
# Scenario: a task fails and nobody keeps it: reported when it is let go.
# Clauses: E10, C8
from oracle import *


async def failing():
    raise LookupError


async def program():
    create_task(failing())
    await sleep(0)
    await sleep(0)
    trace("main goes on")
    return 0


def main():
    run(program())
