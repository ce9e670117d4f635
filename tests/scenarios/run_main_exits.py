# SPDX-License-Identifier: MIT
# Scenario: main raises SystemExit: it comes out of run() with its status.
# Clauses: A.RUN.13
from oracle import *


async def program():
    await sleep(1)
    raise SystemExit(3)


def main():
    r = runner()
    error = r.run(program())
    trace("status", error.code)
    r.close()
