# SPDX-License-Identifier: MIT
# Scenario: main awaits the child that raises KeyboardInterrupt: run() has it at once, main when the loop runs again.
# Clauses: A.RUN.13, A.RUN.14
from oracle import *


async def child():
    await sleep(1)
    raise KeyboardInterrupt


async def program():
    task = create_task(child())
    try:
        await task
    except KeyboardInterrupt as error:
        trace("main has it too", error)
    return 0


async def second():
    trace("second main")
    return 0


def main():
    r = runner()
    r.run(program())
    r.run(second())
    r.close()
