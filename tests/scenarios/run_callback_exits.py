# SPDX-License-Identifier: MIT
# Scenario: a callback raises SystemExit: the run ends with it, without a report.
# Clauses: A.RUN.13, E1.5
from oracle import *


def callback():
    trace("callback exits")
    raise SystemExit(2)


async def program():
    call_later(get_running_loop(), 3, callback)
    try:
        await sleep(9)
    except CancelledError:
        trace("main is cancelled")
        raise
    return 0


def main():
    r = runner()
    error = r.run(program())
    trace("status", error.code)
    r.close()
