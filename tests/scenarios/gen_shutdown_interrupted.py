# SPDX-License-Identifier: MIT
# Scenario: a generator's cleanup raises KeyboardInterrupt while a runner closes: it comes out of close().
# Clauses: A.AGEN.6, A.CLOSE.9
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        await sleep(0)
        raise KeyboardInterrupt


async def program():
    kept.append(await begun(numbers()))
    return 0


def main():
    r = runner()
    r.run(program())
    trace("closed", r.close() or 0)
    kept.clear()
