# SPDX-License-Identifier: MIT
# Scenario: main is interrupted in its own code and takes the cancel back before it waits; what the interrupt posted costs an iteration all the same.
# Clauses: A.INT.6, A.INT.18
from oracle import *


async def program():
    interrupt()
    trace("left", current_task().uncancel())
    await sleep(3)
    trace("not cancelled", now())
    return 4


def main():
    r = runner()
    r.run(program())
    r.close()
