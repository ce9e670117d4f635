# SPDX-License-Identifier: MIT
# Scenario: no runner runs, and no loop runs, inside a running loop; the outer run goes on.
# Clauses: A.RUN.10, A.FN.1, B5, B24
from oracle import *


async def inner():
    trace("never")
    return 0


async def program(r):
    other = runner()
    coro = inner()
    trace("same runner", isinstance(r.run(coro), RuntimeError))
    trace("other runner", isinstance(other.run(coro), RuntimeError))
    loop = new_loop()
    trace("other loop", isinstance(outcome(loop.run_forever), RuntimeError))
    trace("own loop", isinstance(outcome(get_running_loop().run_forever), RuntimeError))
    loop.close()
    other.close()
    coro.close()
    await sleep(0)
    return 4


def main():
    r = runner()
    trace("result", r.run(program(r)))
    r.close()
