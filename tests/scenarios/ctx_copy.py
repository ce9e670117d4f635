# SPDX-License-Identifier: MIT
# Scenario: a copy of a context is independent of it; an empty one has nothing.
# Clauses: C1 copy
from oracle import *

var = ContextVar("var", default=0)


def setting(value):
    var.set(value)
    return 0


async def program():
    empty = Context()
    trace("size", len(empty))
    trace("missing", isinstance(outcome(empty.__getitem__, var), LookupError))
    empty.run(setting, 1)
    copy = empty.copy()
    copy.run(setting, 2)
    trace("original", empty[var])
    trace("copy", copy[var])
    trace("size", len(copy))
    return 0


def main():
    run(program())
