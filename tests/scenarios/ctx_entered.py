# SPDX-License-Identifier: MIT
# Scenario: run(context=) with a context that is entered at the moment.
# Clauses: A.CTX.5
# Deviation: P2 — run returns WIO_EENTERED at once; the runner stays usable.
from oracle import *


async def program():
    trace("runs")
    return 0


def inside(r, context):
    trace("refused", isinstance(r.run(program(), context=context), RuntimeError))
    r.run(program())
    return 0


def main():
    r = runner()
    context = copy_context()
    context.run(inside, r, context)
    r.close()
