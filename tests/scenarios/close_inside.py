# SPDX-License-Identifier: MIT
# Scenario: a runner is closed from inside its own run.
# Clauses: A.RUN.11
# Deviation: P9 — close returns WIO_ERUNNING before it cancels anything.
from oracle import *


async def program(r):
    trace("refused", isinstance(r.close(), RuntimeError))
    try:
        await sleep(1)
        trace("goes on")
    except CancelledError:
        trace("cancelled")
        raise
    return 0


def main():
    r = runner()
    r.run(program(r))
    r.close()
