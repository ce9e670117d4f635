# SPDX-License-Identifier: MIT
# Scenario: a factory that makes nothing: the runner says so at once, and asks again at the next use.
# Clauses: A.STATE.6
# Deviation: P12 — get_loop refuses a factory that made nothing; the runner stays unused and close() does nothing.
from oracle import *


def factory():
    trace("factory")
    return None


def main():
    r = runner(factory=factory)
    trace("refused", isinstance(r.get_loop(), BaseException))
    trace("refused again", isinstance(r.get_loop(), BaseException))
