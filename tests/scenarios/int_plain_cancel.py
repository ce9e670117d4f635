# SPDX-License-Identifier: MIT
# Scenario: a cancel without an interrupt comes out as CancelledError with its message.
# Clauses: A.INT.21
from oracle import *


async def program():
    get_running_loop().call_soon(current_task().cancel, "enough")
    await sleep(9)
    return 0


def main():
    r = runner()
    error = r.run(program())
    trace("message", error.args[0])
    r.close()
