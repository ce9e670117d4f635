# SPDX-License-Identifier: MIT
# Scenario: run(context=) runs main in that very context; other runs do not see it.
# Clauses: A.CTX.3
from oracle import *

var = ContextVar("var", default=0)


async def setting(value):
    trace("before", var.get())
    var.set(value)
    return 0


async def looking():
    trace("own context", var.get())
    return 0


def main():
    context = copy_context()
    r = runner()
    r.run(setting(1))
    r.run(setting(2), context=context)
    trace("in the context", context[var])
    r.run(looking())
    r.run(setting(3), context=context)
    r.close()
