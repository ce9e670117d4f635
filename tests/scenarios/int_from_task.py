# SPDX-License-Identifier: MIT
# Scenario: an interrupt while another task's code runs cancels main, not that task.
# Clauses: A.INT.6, A.INT.7
from oracle import *


async def child():
    interrupt()
    trace("child goes on")
    await sleep(0)
    trace("child ends")


async def program():
    create_task(child())
    try:
        await sleep(9)
    except CancelledError:
        trace("main is cancelled")
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
