# SPDX-License-Identifier: MIT
# Scenario: a loop without a runner runs until a future is done, and gives its result.
# Clauses: C8 run_until_complete, A.RUN.7
from oracle import *


async def program():
    await sleep(3)
    return 8


def main():
    loop = new_loop()
    task = loop.create_task(program())
    trace("result", loop.run_until_complete(task))
    trace("done already", loop.run_until_complete(task))
    loop.close()
