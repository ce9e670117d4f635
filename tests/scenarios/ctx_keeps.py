# SPDX-License-Identifier: MIT
# Scenario: what main sets is seen by the next run of the same runner, not by the caller.
# Clauses: A.CTX.2, B23
from oracle import *

var = ContextVar("var", default=0)


async def setting():
    trace("before", var.get())
    var.set(5)
    return 0


async def getting():
    trace("after", var.get())
    return 0


def main():
    r = runner()
    r.run(setting())
    r.run(getting())
    r.close()
    trace("caller", var.get())
