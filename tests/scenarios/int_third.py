# SPDX-License-Identifier: MIT
# Scenario: interrupts after the second are raised like it, also while the run is ending.
# Clauses: A.INT.24, F2
from oracle import *


async def program():
    interrupt()
    try:
        interrupt()
    except KeyboardInterrupt:
        trace("second is swallowed")
    try:
        interrupt()
    except KeyboardInterrupt:
        trace("third is swallowed")
    try:
        await sleep(2)
    except CancelledError:
        trace("the first one's request")
    return 6


def main():
    r = runner()
    trace("result", r.run(program()))
    r.close()
