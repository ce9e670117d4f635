# SPDX-License-Identifier: MIT
# Scenario: a second interrupt in a callback leaves run() in the middle of the batch.
# Clauses: A.INT.24, E1.5
from oracle import *


def callback():
    trace("callback")
    interrupt()


def behind():
    trace("behind it")


async def program():
    interrupt()
    loop = get_running_loop()
    try:
        await sleep(9)
    except CancelledError:
        trace("cleanup")
    loop.call_soon(callback)
    loop.call_soon(behind)
    try:
        await sleep(9)
    except CancelledError:
        trace("cut short by close")
        raise
    return 0


def main():
    r = runner()
    r.run(program())
    trace("between")
    r.close()
