# SPDX-License-Identifier: MIT
# Scenario: a child exits, and then, while the runner closes, the body of its group does: the first of them counts.
# Clauses: C3 19, E6.4
from oracle import *


async def child():
    raise SystemExit(3)


async def program():
    async with TaskGroup() as group:
        group.create_task(child())
        try:
            await sleep(0)
        except CancelledError:
            trace("by the close")
        try:
            await sleep(50)
        except CancelledError:
            trace("by the group")
            raise KeyboardInterrupt


def main():
    r = runner()
    result = r.run(program())
    trace("run gave", result, result.code)
    result = r.close()
    trace("close gave", result, result.code)
