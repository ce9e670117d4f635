# SPDX-License-Identifier: MIT
# Scenario: three tasks and a chain of callbacks take turns: every iteration runs what was ready at its start.
# Clauses: E1.1, E1.3
from oracle import *


def chain(left):
    trace("chain", left)
    if left:
        get_running_loop().call_soon(chain, left - 1)


async def child(number):
    for turn in range(3):
        trace("child", number, turn)
        await sleep(0)


async def program():
    first = create_task(child(1))
    get_running_loop().call_soon(chain, 2)
    second = create_task(child(2))
    await first
    await second
    return 0


def main():
    run(program())
