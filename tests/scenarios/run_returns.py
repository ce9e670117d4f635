# SPDX-License-Identifier: MIT
# Scenario: run gives what main returns.
# Clauses: A.RUN.7, A.FN.1, B1
from oracle import *


async def program():
    await sleep(0)
    return 42


def main():
    trace("result", run(program()))
