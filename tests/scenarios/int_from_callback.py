# SPDX-License-Identifier: MIT
# Scenario: an interrupt while a callback runs: the callback goes on, main is cancelled.
# Clauses: A.INT.6, A.INT.7
from oracle import *


def callback():
    interrupt()
    trace("callback goes on")


async def program():
    call_later(get_running_loop(), 2, callback)
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
