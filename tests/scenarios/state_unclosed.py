# SPDX-License-Identifier: MIT
# Scenario: a runner is dropped without close(): reported, and its loop is closed.
# Clauses: A.STATE.13
from oracle import *


async def program():
    return 0


def main():
    r = runner()
    r.run(program())
    trace("dropping it")
    del r
    trace("dropped")
