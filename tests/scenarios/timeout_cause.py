# SPDX-License-Identifier: MIT
# Scenario: the TimeoutError names the CancelledError as its cause.
# Clauses: C4
from oracle import *


async def program():
    try:
        async with timeout(2):
            await sleep(50)
    except TimeoutError as error:
        trace("cause", error.__cause__)
        trace("context", error.__context__)
    return 0


def main():
    run(program())
