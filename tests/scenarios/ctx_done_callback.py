# SPDX-License-Identifier: MIT
# Scenario: a done-callback runs in a copy of the context of its registration, not in that of who completes.
# Clauses: A.CTX.4, E2.1
from oracle import *

var = ContextVar("var", default=0)


def callback(waited):
    trace("callback sees", var.get())


async def completing(waited):
    var.set(7)
    waited.set_result(1)


async def program():
    waited = future()
    var.set(1)
    waited.add_done_callback(callback)
    var.set(2)
    create_task(completing(waited))
    trace("result", await waited)
    await sleep(0)
    return 0


def main():
    run(program())
