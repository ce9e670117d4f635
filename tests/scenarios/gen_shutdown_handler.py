# SPDX-License-Identifier: MIT
# Scenario: two generators fail while a runner closes; the exception handler interrupts, and is told of no more.
# Clauses: A.AGEN.6, A.RUN.13
from oracle import *


kept = []


async def numbers():
    try:
        yield 1
    finally:
        await sleep(1)
        raise ValueError


def handler(loop, context):
    trace("handler", context["exception"])
    raise KeyboardInterrupt


async def program():
    get_running_loop().set_exception_handler(handler)
    kept.append(await begun(numbers()))
    kept.append(await begun(numbers()))
    return 0


def main():
    r = runner()
    r.run(program())
    trace("closed", r.close())
    kept.clear()
