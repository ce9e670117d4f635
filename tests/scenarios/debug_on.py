# SPDX-License-Identifier: MIT
# Scenario: debug on puts the loop into debug mode before main runs.
# Clauses: A.DEBUG.1, B4, B14
from oracle import *


async def program():
    trace("debug", get_running_loop().get_debug())
    return 0


def main():
    run(program(), debug=True)
