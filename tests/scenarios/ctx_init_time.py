# SPDX-License-Identifier: MIT
# Scenario: the runner's context is copied when its loop is made: later changes outside are not seen.
# Clauses: A.CTX.1
from oracle import *

var = ContextVar("var", default=0)


async def program():
    trace("inside", var.get())
    return 0


def main():
    var.set(1)
    r = runner()
    var.set(2)
    r.get_loop()
    var.set(3)
    r.run(program())
    trace("outside", var.get())
    r.close()
