# SPDX-License-Identifier: MIT
# Scenario: debug not given leaves the loop as its factory made it; it can be switched while running.
# Clauses: A.DEBUG.1, A.DEBUG.2, B4
from oracle import *


def factory():
    loop = new_loop()
    loop.set_debug(True)
    return loop


async def program():
    loop = get_running_loop()
    trace("debug", loop.get_debug())
    loop.set_debug(False)
    trace("debug", loop.get_debug())
    return 0


def main():
    run(program(), factory=factory)
