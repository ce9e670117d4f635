# SPDX-License-Identifier: MIT
# Scenario: after the first interrupt main's cleanup may wait as long as it likes.
# Clauses: A.INT.8, A.INT.15
from oracle import *


async def program():
    try:
        await sleep(90)
    except CancelledError:
        await sleep(40)
        trace("cleaned up", now())
        raise
    return 0


def main():
    at(3, interrupt)
    r = runner()
    r.run(program())
    r.close()
