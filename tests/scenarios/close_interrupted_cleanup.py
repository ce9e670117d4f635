# SPDX-License-Identifier: MIT
# Scenario: a leftover task raises KeyboardInterrupt in its cleanup: it comes out of close(), the loop is closed.
# Clauses: A.CLOSE.9, A.CLOSE.8
# Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
from oracle import *


async def raising():
    try:
        await sleep(50)
    except CancelledError:
        raise KeyboardInterrupt


async def other():
    try:
        await sleep(60)
    except CancelledError:
        trace("other cleans up")
        await sleep(1)
        trace("other has cleaned up")
        raise


async def program():
    create_task(raising())
    create_task(other())
    await sleep(1)
    return 0


def main():
    r = runner()
    loop = r.get_loop()
    r.run(program())
    r.close()
    trace("loop closed", loop.is_closed())
