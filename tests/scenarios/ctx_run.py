# SPDX-License-Identifier: MIT
# Scenario: what is set in Context.run stays in that context, also when it fails; an entered one is refused.
# Clauses: C1 run
from oracle import *

var = ContextVar("var", default=0)


def setting(value):
    trace("finds", var.get())
    var.set(value)
    return value


def failing():
    var.set(9)
    raise ValueError


def again(context):
    trace("entered", isinstance(outcome(context.run, setting, 3), RuntimeError))
    return 0


async def program():
    context = copy_context()
    trace("result", context.run(setting, 1))
    trace("result", context.run(setting, 2))
    context.run(again, context)
    trace("error", outcome(context.run, failing))
    trace("kept", context[var])
    trace("main", var.get())
    return 0


def main():
    run(program())
