# SPDX-License-Identifier: MIT
# Scenario: a factory that fails leaves the runner as it was; the next call asks it again.
# Clauses: A.STATE.5
from oracle import *

tries = 0


def factory():
    global tries
    tries += 1
    trace("try", tries)
    if tries == 1:
        raise ValueError
    return new_loop()


async def program():
    return 5


def main():
    r = runner(factory=factory)
    trace("first", r.get_loop())
    r.close()
    trace("result", r.run(program()))
    r.close()
