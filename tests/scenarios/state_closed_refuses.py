# SPDX-License-Identifier: MIT
# Scenario: a closed runner gives no loop and runs nothing; closing it again does nothing.
# Clauses: A.STATE.1, A.STATE.8, A.STATE.9, A.RUN.2, B16, B20, B21, B22
from oracle import *


async def program():
    trace("never")
    return 0


def main():
    r = runner()
    loop = r.get_loop()
    r.close()
    trace("loop closed", loop.is_closed())
    trace("no loop", isinstance(r.get_loop(), RuntimeError))
    coro = program()
    trace("no run", isinstance(r.run(coro), RuntimeError))
    coro.close()
    r.close()
    trace("still closed", loop.is_closed())
