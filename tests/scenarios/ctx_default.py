# SPDX-License-Identifier: MIT
# Scenario: no value is an error; the variable's default helps, the caller's default wins.
# Clauses: C1 get
from oracle import *

bare = ContextVar("bare")
var = ContextVar("var", default=1)


async def program():
    trace("no value", outcome(bare.get))
    trace("caller's default", bare.get(2))
    trace("default", var.get())
    trace("caller's default wins", var.get(3))
    var.set(4)
    trace("the value wins", var.get(5))
    token = bare.set(6)
    bare.reset(token)
    trace("no value again", outcome(bare.get))
    return 0


def main():
    run(program())
