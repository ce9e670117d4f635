# SPDX-License-Identifier: MIT
# Scenario: the last who comes to a barrier goes on at once, the others an iteration later in order; who comes while it empties waits for the next round.
# Clauses: E7.7, C5
from oracle import *


async def party(name, barrier):
    for _ in range(2):
        place = await barrier.wait()
        trace("passed", name, place, barrier.n_waiting)


async def program():
    barrier = Barrier(3)
    trace("parties", barrier.parties)
    for name in range(3):
        create_task(party(name, barrier))
    await sleep(0)
    trace("waiting", barrier.n_waiting)
    await sleep(5)
    return 0


def main():
    run(program())
