# SPDX-License-Identifier: MIT
# Scenario: the timeout of one who waits for an event leaves the others alone; one who was woken and then cancelled is cancelled.
# Clauses: E4, E7.5, C5
from oracle import *


async def patient(event):
    await event.wait()
    trace("woke up")


async def hasty(event):
    try:
        async with timeout(1):
            await event.wait()
    except TimeoutError:
        trace("timed out")


async def program():
    event = Event()
    create_task(patient(event))
    create_task(hasty(event))
    task = create_task(patient(event))
    await sleep(3)
    event.set()
    task.cancel("too late")
    try:
        await task
    except CancelledError as error:
        trace("cancelled", why(error))
    return 0


def main():
    run(program())
