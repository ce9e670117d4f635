# SPDX-License-Identifier: MIT
# Scenario: run_until_complete raises what its future raises, and the loop can go on.
# Clauses: C8 run_until_complete, A.RUN.7
from oracle import *


async def failing():
    await sleep(1)
    raise ValueError


async def program():
    return 2


def main():
    loop = new_loop()
    trace("first", outcome(loop.run_until_complete, loop.create_task(failing())))
    trace("second", outcome(loop.run_until_complete, loop.create_task(program())))
    loop.close()
