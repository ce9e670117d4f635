# SPDX-License-Identifier: MIT
# Scenario: a bounded semaphore takes back no more than it had.
# Clauses: C5
from oracle import *


async def program():
    semaphore = BoundedSemaphore(1)
    trace("refused", outcome(semaphore.release) is not None)
    await semaphore.acquire()
    semaphore.release()
    trace("refused", outcome(semaphore.release) is not None)
    await semaphore.acquire()
    trace("has it")
    return 0


def main():
    run(program())
