# SPDX-License-Identifier: MIT
# Scenario: an interrupt before the first step of main: the body never runs.
# Clauses: A.INT.10
from oracle import *


async def program():
    trace("never")
    return 0


def main():
    at(0, interrupt)
    r = runner()
    r.run(program())
    r.close()
