# SPDX-License-Identifier: MIT
# Scenario: a running loop refuses to be closed and goes on.
# Clauses: A.RUN.9
from oracle import *


async def program():
    trace("refused", isinstance(outcome(get_running_loop().close), RuntimeError))
    await sleep(1)
    trace("goes on")
    return 0


def main():
    run(program())
