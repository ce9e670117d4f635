# SPDX-License-Identifier: MIT
# Scenario: after a child tore through the loop, the next run starts with the rest of that batch.
# Clauses: A.RUN.13, E1.5
from oracle import *


def callback(number):
    trace("callback", number)


async def child():
    trace("child raises")
    raise KeyboardInterrupt


async def first():
    loop = get_running_loop()
    loop.call_soon(callback, 1)
    create_task(child())
    loop.call_soon(callback, 2)
    await sleep(0)
    trace("first main goes on")
    return 1


async def second():
    trace("second main")
    await sleep(0)
    return 2


def main():
    r = runner()
    r.run(first())
    r.run(second())
    r.close()
