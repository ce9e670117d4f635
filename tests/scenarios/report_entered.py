# SPDX-License-Identifier: MIT
# Scenario: the main task of a run that a second interrupt has left fails in the next run, whose main runs in the same context; that lets go of it.
# Clauses: E10, C8 futures2, A.CTX.5, A.INT.24
# Deviation: P14 — the handler is called, in that context; CPython's cannot enter it, and the report is lost on it.
from oracle import *


var = ContextVar("var", default=0)
kept = []


def handler(loop, report):
    trace("told", report["exception"], var.get())


async def left():
    get_running_loop().set_exception_handler(handler)
    var.set(1)
    kept.append(current_task())
    interrupt()
    try:
        await sleep(9)
    except CancelledError:
        get_running_loop().call_soon(interrupt)
    try:
        await sleep(9)
    except CancelledError:
        raise LookupError


async def second():
    kept[0].cancel()
    for _ in range(3):
        await sleep(0)
    trace("lets go")
    kept.clear()
    trace("goes on")
    return 2


def main():
    r = runner()
    r.run(left())
    r.run(second())
    r.close()
