# SPDX-License-Identifier: MIT
# Scenario: a closed loop takes no callbacks and no tasks, and runs nothing.
# Clauses: C8, A.CLOSE.8
from oracle import *


def callback():
    trace("never")


def main():
    loop = new_loop()
    loop.close()
    loop.close()
    trace("closed", loop.is_closed())
    trace("soon", isinstance(outcome(loop.call_soon, callback), RuntimeError))
    trace("later", isinstance(outcome(call_later, loop, 1, callback), RuntimeError))
    trace("forever", isinstance(outcome(loop.run_forever), RuntimeError))
