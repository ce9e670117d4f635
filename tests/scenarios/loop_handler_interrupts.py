# SPDX-License-Identifier: MIT
# Scenario: an exception handler that raises KeyboardInterrupt ends the run.
# Clauses: C8, A.RUN.13
from oracle import *


def handler(loop, report):
    trace("told", report["exception"])
    raise KeyboardInterrupt


def failing():
    raise ValueError


async def program():
    loop = get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(failing)
    try:
        await sleep(3)
    except CancelledError:
        trace("cancelled by close")
        raise
    return 0


def main():
    run(program())
