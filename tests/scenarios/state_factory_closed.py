# SPDX-License-Identifier: MIT
# Scenario: a factory that gives a loop that is closed already: close() fails, but the runner is closed after it.
# Clauses: A.STATE.7
from oracle import *


def factory():
    loop = new_loop()
    loop.close()
    return loop


def main():
    r = runner(factory=factory)
    trace("loop closed", r.get_loop().is_closed())
    r.close()
    trace("refused", isinstance(r.get_loop(), RuntimeError))
    r.close()
