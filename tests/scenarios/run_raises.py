# SPDX-License-Identifier: MIT
# Scenario: run raises what main raises, as it is.
# Clauses: A.RUN.7, B2
from oracle import *


async def program():
    await sleep(0)
    raise ValueError("spam")


def main():
    r = runner()
    error = r.run(program())
    trace("result", error)
    trace("message", error.args[0])
    r.close()
