# SPDX-License-Identifier: MIT
# Scenario: a second interrupt in the code of main's cleanup ends main with KeyboardInterrupt.
# Clauses: A.INT.24, A.INT.25, F2
from oracle import *


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("cleanup")
        await sleep(1)
        interrupt()
        trace("never")
    return 0


def main():
    at(2, interrupt)
    r = runner()
    r.run(program())
    r.close()
