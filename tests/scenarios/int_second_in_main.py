# SPDX-License-Identifier: MIT
# Scenario: a second interrupt while main's code runs is raised right there.
# Clauses: A.INT.24, A.INT.25
from oracle import *


async def program():
    interrupt()
    trace("first is only noted")
    try:
        interrupt()
        trace("never")
    finally:
        trace("unwinding")
    return 0


def main():
    r = runner()
    r.run(program())
    r.close()
