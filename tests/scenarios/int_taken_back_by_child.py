# SPDX-License-Identifier: MIT
# Scenario: main waits for a task that is interrupted in its own code and takes the cancel back, in two runs.
# Clauses: A.INT.6, A.INT.28
from oracle import *


async def child():
    interrupt()
    trace("left", current_task().uncancel())
    await sleep(3)
    return 5


async def program():
    result = await create_task(child())
    trace("requests", current_task().cancelling())
    return result


def main():
    r = runner()
    r.run(program())
    r.run(program())
    r.close()
