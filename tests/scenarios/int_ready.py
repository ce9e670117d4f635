# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main spins on sleep(0): it arrives at its next step.
# Clauses: A.INT.9, A.INT.15, B25
from oracle import *


async def program():
    try:
        while True:
            busy(1)
            await sleep(0)
    except CancelledError:
        trace("interrupted", now())
    raise CancelledError


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
