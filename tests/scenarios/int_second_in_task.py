# SPDX-License-Identifier: MIT
# Scenario: a second interrupt in another task's code ends that task and the run; main is cancelled by close.
# Clauses: A.INT.24, A.INT.26, A.RUN.13
from oracle import *


async def child():
    interrupt()
    await sleep(1)
    interrupt()
    trace("never")


async def program():
    create_task(child())
    try:
        await sleep(9)
    except CancelledError:
        trace("cleanup")
    try:
        await sleep(9)
    except CancelledError:
        trace("cut short by close")
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
