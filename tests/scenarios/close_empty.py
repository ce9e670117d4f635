# SPDX-License-Identifier: MIT
# Scenario: closing with nothing left over takes four iterations.
# Clauses: A.CLOSE.1, A.CLOSE.11, E1.7
from oracle import *


async def program():
    return 7


def main():
    r = runner()
    trace("result", r.run(program()))
    r.close()
    r.close()
    trace("closed twice")
