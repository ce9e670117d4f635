# SPDX-License-Identifier: MIT
# Scenario: callbacks can be taken back until the future is done; the number taken back is told.
# Clauses: C8 futures remove
from oracle import *


def callback(waited):
    trace("callback")


def other(waited):
    trace("other")


async def program():
    waited = future()
    waited.add_done_callback(callback)
    waited.add_done_callback(other)
    waited.add_done_callback(callback)
    trace("removed", waited.remove_done_callback(callback))
    trace("removed", waited.remove_done_callback(callback))
    waited.set_result(1)
    trace("too late", waited.remove_done_callback(other))
    await sleep(0)
    return 0


def main():
    run(program())
