# SPDX-License-Identifier: MIT
# Scenario: a refused run: who gives back what was handed in.
# Clauses: A.RUN.4, A.STATE.5
# Deviation: P10 — the argument of a refused run is given back at once (its arg_free is called), nothing is reported.
from oracle import *


async def program():
    trace("never")
    return 0


def main():
    r = runner()
    r.get_loop()
    r.close()
    trace("refused", isinstance(r.run(program()), RuntimeError))
    trace("after it")
