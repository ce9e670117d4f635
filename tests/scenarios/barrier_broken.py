# SPDX-License-Identifier: MIT
# Scenario: a barrier that is broken or reset says so to who waits in it; one who is cancelled has not come.
# Clauses: E7.7, C5
from oracle import *


async def party(name, barrier):
    try:
        place = await barrier.wait()
    except CancelledError:
        trace("cancelled", name, barrier.n_waiting)
        raise
    except BrokenBarrierError as error:
        trace("failed", name, error, barrier.broken)
        return
    trace("passed", name, place)


async def program():
    barrier = Barrier(2)
    task = create_task(party(0, barrier))
    await sleep(1)
    task.cancel()
    await sleep(1)
    create_task(party(1, barrier))
    await sleep(1)
    await barrier.reset()
    await sleep(1)
    create_task(party(2, barrier))
    await sleep(1)
    await barrier.abort()
    await sleep(1)
    create_task(party(3, barrier))
    await sleep(1)
    await barrier.reset()
    create_task(party(4, barrier))
    create_task(party(5, barrier))
    await sleep(1)
    return 0


def main():
    run(program())
