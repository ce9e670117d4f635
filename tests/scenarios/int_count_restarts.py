# SPDX-License-Identifier: MIT
# Scenario: every run counts its interrupts anew: two in two runs are two first ones.
# Clauses: A.INT.28, A.RUN.6
from oracle import *


async def program():
    try:
        await sleep(9)
    except CancelledError:
        trace("interrupted", now())
        raise
    return 0


def main():
    at(2, interrupt)
    at(6, interrupt)
    r = runner()
    r.run(program())
    r.run(program())
    r.close()
