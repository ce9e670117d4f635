# SPDX-License-Identifier: MIT
# Scenario: a refused run: when what was handed in is given back.
# Clauses: A.RUN.4, A.STATE.5
# Deviation: P10 — the argument of a refused run is given back at once (its arg_free is called), nothing is reported.
from oracle import *


class Argument:
    def __del__(self):
        trace("argument given back")


async def program(argument):
    trace("never")
    return 0


def main():
    r = runner()
    r.get_loop()
    r.close()
    trace("refused", isinstance(r.run(program(Argument())), RuntimeError))
    trace("after it")
