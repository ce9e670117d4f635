# SPDX-License-Identifier: MIT
# Scenario: an interrupt while main awaits a future cancels the future too; main's own CancelledError ends the run.
# Clauses: A.INT.8, A.INT.15, B26
from oracle import *


async def program():
    waited = future()
    try:
        await waited
    except CancelledError:
        trace("future cancelled", waited.cancelled())
    raise CancelledError


def main():
    at(51, interrupt)
    r = runner()
    r.run(program())
    r.close()
