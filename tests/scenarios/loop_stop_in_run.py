# SPDX-License-Identifier: MIT
# Scenario: main stops the loop under its own feet: run() fails, the task goes on in the next run.
# Clauses: A.RUN.8, A.RUN.12
from oracle import *


async def stopping():
    trace("stopping")
    get_running_loop().stop()
    await sleep(0)
    trace("goes on in the next run")
    await sleep(0)
    trace("ends in the next run")
    return 1


async def program():
    await sleep(0)
    await sleep(0)
    await sleep(0)
    return 2


def main():
    r = runner()
    trace("stopped", isinstance(r.run(stopping()), RuntimeError))
    r.run(program())
    r.close()
