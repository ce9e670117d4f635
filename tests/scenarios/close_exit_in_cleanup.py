# SPDX-License-Identifier: MIT
# Scenario: a leftover task raises SystemExit in its cleanup: it comes out of close().
# Clauses: A.CLOSE.9
# Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
from oracle import *


async def leftover():
    try:
        await sleep(50)
    except CancelledError:
        raise SystemExit(5)


async def program():
    create_task(leftover())
    await sleep(1)
    return 0


def main():
    r = runner()
    r.run(program())
    error = r.close()
    trace("status", error.code)
