# SPDX-License-Identifier: MIT
# Scenario: a failed task that is held is reported when it is let go, not before.
# Clauses: E10, C8 never retrieved
from oracle import *


async def failing():
    raise LookupError


async def program():
    task = create_task(failing())
    await sleep(3)
    trace("letting it go")
    task = None
    trace("gone")
    return 0


def main():
    run(program())
