# SPDX-License-Identifier: MIT
# Scenario: an interrupt in main's last step, which raises: the error comes out, the interrupt is lost.
# Clauses: A.INT.13
# Strict: P3 — run returns WIO_EINTERRUPTED with main's error as its context.
from oracle import *


async def program():
    await sleep(1)
    interrupt()
    raise ValueError


def main():
    r = runner()
    error = r.run(program())
    trace("context", error.__context__)
    r.close()
