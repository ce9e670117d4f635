# SPDX-License-Identifier: MIT
# Scenario: close() of a runner without a loop does nothing and leaves it usable.
# Clauses: A.STATE.8, A.CLOSE.1
from oracle import *


async def program():
    return 3


def main():
    r = runner()
    r.close()
    trace("nothing to close")
    trace("result", r.run(program()))
    r.close()
