# SPDX-License-Identifier: MIT
# Scenario: a main task left pending by stop() is cancelled by close().
# Clauses: A.RUN.8, A.CLOSE.2
from oracle import *


async def stopping():
    get_running_loop().stop()
    try:
        await sleep(50)
    except CancelledError:
        trace("cancelled by close")
        raise


def main():
    r = runner()
    r.run(stopping())
    r.close()
