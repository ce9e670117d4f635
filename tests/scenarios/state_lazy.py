# SPDX-License-Identifier: MIT
# Scenario: a runner makes its loop at first use, once; get_loop is such a use.
# Clauses: A.STATE.2, A.STATE.3, A.STATE.4, A.LOOP.1, B11, B15
from oracle import *


def factory():
    trace("factory")
    return new_loop()


async def program():
    trace("same loop", get_running_loop() is r.get_loop())
    return 0


def main():
    global r
    r = runner(factory=factory)
    trace("made")
    loop = r.get_loop()
    trace("has a loop")
    trace("same again", r.get_loop() is loop)
    r.run(program())
    r.run(program())
    r.close()
    trace("loop closed", loop.is_closed())
