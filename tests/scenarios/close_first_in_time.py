# SPDX-License-Identifier: MIT
# Scenario: the first generator of a loop is begun, and its first job asked for, in the iteration in which the close ends all of either, just before it: both are ended with the others.
# Clauses: A.AGEN.8, A.EXEC.4
from oracle import *

kept = []


async def numbers():
    try:
        yield 1
    finally:
        trace("closing")
        await sleep(0)
        trace("closed")


async def begins():
    await sleep(0)
    kept.append(await begun(numbers()))


async def cancelled():
    loop = get_running_loop()
    try:
        await sleep(9)
    finally:
        loop.call_soon(loop.create_task, begins())


async def generator_program():
    create_task(cancelled())
    await sleep(0)
    return 0


def job():
    return 0


async def asks():
    pool = Pool()
    set_default_executor(pool)
    at(2, pool.do, 0)
    await in_executor(None, job)
    trace("done in time")


def later(loop, hops):
    if hops == 0:
        loop.create_task(asks())
    else:
        loop.call_soon(later, loop, hops - 1)


async def job_program():
    later(get_running_loop(), 3)
    return 0


def main():
    run(generator_program())
    kept.clear()
    run(job_program())
