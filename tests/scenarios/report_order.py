# SPDX-License-Identifier: MIT
# Scenario: two failed tasks that nobody holds are reported as they end.
# Clauses: E10
from oracle import *


async def failing(number):
    await sleep(number)
    raise LookupError


async def program():
    create_task(failing(2))
    create_task(failing(1))
    await sleep(5)
    return 0


def main():
    run(program())
