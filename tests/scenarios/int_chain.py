# SPDX-License-Identifier: MIT
# Scenario: the KeyboardInterrupt has the CancelledError that it replaced as its context.
# Clauses: A.RUN.15, A.INT.15
from oracle import *


async def program():
    await sleep(9)
    return 0


def main():
    at(1, interrupt)
    r = runner()
    error = r.run(program())
    trace("error", error)
    trace("context", error.__context__)
    r.close()
