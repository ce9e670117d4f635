# SPDX-License-Identifier: MIT
# Scenario: a future with an error is let go and nobody looked: reported; one that was looked at is not.
# Clauses: C8 never retrieved
from oracle import *


async def program():
    waited = future()
    waited.set_exception(ValueError())
    trace("letting it go")
    waited = None
    trace("gone")
    waited = future()
    waited.set_exception(ValueError())
    trace("looked", waited.exception())
    waited = None
    trace("gone too")
    return 0


def main():
    run(program())
