# SPDX-License-Identifier: MIT
# Scenario: two runs in a row have a loop each; the second starts counting afresh.
# Clauses: A.FN.1, E1.7
from oracle import *


async def program():
    await sleep(1)
    return 0


def main():
    run(program())
    run(program())
