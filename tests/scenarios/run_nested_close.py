# SPDX-License-Identifier: MIT
# Scenario: closing another runner inside a running loop fails, and leaves that runner closed.
# Clauses: A.RUN.10
from oracle import *


async def program(other):
    loop = other.get_loop()
    trace("refused", isinstance(other.close(), RuntimeError))
    trace("its loop is closed", loop.is_closed())
    trace("it is closed", isinstance(other.get_loop(), RuntimeError))
    await sleep(0)
    return 0


def main():
    r = runner()
    other = runner()
    r.run(program(other))
    r.close()
