# SPDX-License-Identifier: MIT
# Scenario: an interrupt cancels only main; main may await a background task in its cleanup.
# Clauses: A.INT.7
from oracle import *


async def background():
    await sleep(6)
    trace("background ends in peace")
    return 4


async def program():
    task = create_task(background())
    try:
        await sleep(20)
    except CancelledError:
        trace("cleanup awaits it")
        trace("result", await task)
        raise
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
