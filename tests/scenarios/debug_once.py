# SPDX-License-Identifier: MIT
# Scenario: debug is applied when the loop is made, not at every run.
# Clauses: A.DEBUG.2
from oracle import *


async def switching():
    trace("debug", get_running_loop().get_debug())
    get_running_loop().set_debug(False)
    return 0


async def looking():
    trace("debug", get_running_loop().get_debug())
    return 0


def main():
    r = runner(debug=True)
    r.run(switching())
    r.run(looking())
    r.close()
