# SPDX-License-Identifier: MIT
# Scenario: an eager task that exits: who makes it is told, and may go on.
# Clauses: C2 eager, A.RUN.13
from oracle import *


async def child():
    raise SystemExit(3)


async def program():
    try:
        create_task(child(), eager_start=True)
    except SystemExit as error:
        trace("exit", error.code)
    await sleep(1)
    trace("goes on")
    create_task(child(), eager_start=True)
    return 0


def main():
    run(program())
