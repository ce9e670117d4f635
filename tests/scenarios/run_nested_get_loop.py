# SPDX-License-Identifier: MIT
# Scenario: another runner may make its loop inside a running loop, and use it afterwards.
# Clauses: A.RUN.10
from oracle import *


async def inner():
    return 6


async def program(other):
    trace("other loop", other.get_loop() is not get_running_loop())
    return 0


def main():
    r = runner()
    other = runner()
    r.run(program(other))
    r.close()
    trace("result", other.run(inner()))
    other.close()
