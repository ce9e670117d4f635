# SPDX-License-Identifier: MIT
# Scenario: a token puts back what was before its set, once, and only in its own context and variable.
# Clauses: C1 reset
from oracle import *

var = ContextVar("var", default=0)
other = ContextVar("other", default=0)


def elsewhere(token):
    trace("other context", isinstance(outcome(var.reset, token), ValueError))
    return 0


async def program():
    first = var.set(1)
    second = var.set(2)
    var.reset(second)
    trace("after one reset", var.get())
    trace("used", isinstance(outcome(var.reset, second), RuntimeError))
    trace("other variable", isinstance(outcome(other.reset, first), ValueError))
    copy_context().run(elsewhere, first)
    var.reset(first)
    trace("after both", var.get())
    third = var.set(3)
    var.set(4)
    var.reset(third)
    trace("past a later set", var.get())
    return 0


def main():
    run(program())
