# SPDX-License-Identifier: MIT
# Scenario: debug off takes the loop out of debug mode, also one that its factory had put there.
# Clauses: A.DEBUG.1, A.DEBUG.2, B4, B13
from oracle import *


def factory():
    loop = new_loop()
    loop.set_debug(True)
    return loop


async def program():
    trace("debug", get_running_loop().get_debug())
    return 0


def main():
    run(program(), debug=False, factory=factory)
