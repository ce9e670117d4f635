# SPDX-License-Identifier: MIT
# Scenario: run(context=) with something that is no context.
# Clauses: A.CTX.5
# Deviation: P1 — run returns WIO_EINVAL at once; the runner stays usable.
from oracle import *


async def program():
    trace("runs")
    return 0


def main():
    r = runner()
    trace("refused", isinstance(r.run(program(), context=5), BaseException))
    r.run(program())
    r.close()
