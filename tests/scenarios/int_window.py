# SPDX-License-Identifier: MIT
# Scenario: an interrupt when main has been made but the handler is not installed: run() fails, the orphan stays.
# Clauses: A.INT.3
# Deviation: P4 — it counts as the first interrupt of that run: its main is cancelled unstarted, nothing is left over.
from oracle import *


async def orphan():
    trace("the first run's main runs")
    return 1


async def program():
    trace("the second run's main runs")
    return 2


def main():
    at_run(interrupt)
    r = runner()
    r.run(orphan())
    trace("between")
    r.run(program())
    r.close()
