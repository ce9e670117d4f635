# SPDX-License-Identifier: MIT
# Scenario: run() asks the factory given for its loop, once.
# Clauses: A.FN.1, A.LOOP.1, B11
from oracle import *


def factory():
    trace("factory")
    return new_loop()


async def program():
    trace("running", get_running_loop().is_running())
    return 0


def main():
    run(program(), factory=factory)
