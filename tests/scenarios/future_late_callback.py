# SPDX-License-Identifier: MIT
# Scenario: a callback added to a future that is done is queued behind what is ready, never called at once.
# Clauses: E2.1, C8 futures
from oracle import *


def callback(waited):
    trace("callback", waited.result())


async def program():
    waited = future()
    waited.set_result(6)
    get_running_loop().call_soon(trace, "soon")
    waited.add_done_callback(callback)
    trace("not yet")
    await sleep(0)
    return 0


def main():
    run(program())
