# SPDX-License-Identifier: MIT
# Scenario: a child raises KeyboardInterrupt: it leaves run() in the middle of the batch, main stays pending.
# Clauses: A.RUN.13, A.RUN.14, E1.5
from oracle import *


def callback():
    trace("rest of the batch")


async def child():
    get_running_loop().call_soon(callback)
    await sleep(0)
    trace("child raises")
    raise KeyboardInterrupt


async def program():
    create_task(child())
    try:
        await sleep(20)
    except CancelledError:
        trace("main is cancelled by close")
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    trace("between run and close")
    r.close()
