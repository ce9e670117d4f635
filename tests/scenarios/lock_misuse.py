# SPDX-License-Identifier: MIT
# Scenario: a lock that nobody has cannot be given back.
# Clauses: C5
from oracle import *


async def program():
    lock = Lock()
    trace("release", outcome(lock.release))
    await lock.acquire()
    lock.release()
    trace("release", outcome(lock.release))
    return 0


def main():
    run(program())
