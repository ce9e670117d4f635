# SPDX-License-Identifier: MIT
# Scenario: main waits for a future that nobody can ever complete.
# Clauses: E1.1
from oracle import *


async def program():
    trace("waiting for nothing")
    await future()
    return 0


def main():
    run(program())
