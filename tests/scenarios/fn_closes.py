# SPDX-License-Identifier: MIT
# Scenario: run() closes its loop also when main fails; leftover tasks are cancelled before the error comes out.
# Clauses: A.FN.1, A.STATE.11
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        trace("leftover is cancelled")
        raise


async def program():
    create_task(leftover())
    await sleep(1)
    raise LookupError


def main():
    run(program())
    trace("after it")
