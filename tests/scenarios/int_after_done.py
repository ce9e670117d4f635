# SPDX-License-Identifier: MIT
# Scenario: an interrupt after main is done, before run() has returned: its result is lost.
# Clauses: A.INT.14
# Strict: P5 — run returns main's result; the interrupt is pending for the next run or close.
from oracle import *


def late():
    trace("behind main")
    interrupt()


async def program():
    loop = get_running_loop()
    loop.call_soon(loop.call_soon, late)
    await sleep(0)
    trace("main ends")
    return 5


def main():
    r = runner()
    r.run(program())
    r.close()
