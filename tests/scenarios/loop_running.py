# SPDX-License-Identifier: MIT
# Scenario: a loop is running while, and only while, something runs on it.
# Clauses: A.LOOP.4, C8
from oracle import *


async def program():
    trace("running", get_running_loop().is_running())
    trace("closed", get_running_loop().is_closed())
    return 0


def main():
    r = runner()
    loop = r.get_loop()
    trace("running before", loop.is_running())
    r.run(program())
    trace("running after", loop.is_running())
    r.close()
    trace("closed after", loop.is_closed())
