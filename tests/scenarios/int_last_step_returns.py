# SPDX-License-Identifier: MIT
# Scenario: an interrupt in main's last step, which returns: the result is dropped.
# Clauses: A.INT.12
from oracle import *


async def program():
    await sleep(1)
    interrupt()
    trace("returns all the same")
    return 5


def main():
    r = runner()
    r.run(program())
    r.close()
