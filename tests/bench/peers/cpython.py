# SPDX-License-Identifier: MIT
"""A peer: CPython's asyncio, natively and as WebAssembly, and the semantics
that ours are measured by.  Prints "op n total_ns"."""
import asyncio
import sys
import tracemalloc
from time import perf_counter_ns

RUNS = 3
TASKS = 1000


async def yields(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def timed(body):
    start = perf_counter_ns()
    await body
    return perf_counter_ns() - start


async def yield1(n):
    return await timed(yields(n))


async def yield1_timer(n):
    timer = asyncio.get_running_loop().call_later(3600, print)
    took = await yield1(n)
    timer.cancel()
    return took


async def yield1000(n):
    async def all_of_them():
        tasks = [asyncio.create_task(yields(n // TASKS)) for _ in range(TASKS)]
        for task in tasks:
            await task
    return await timed(all_of_them())


async def down(n):
    k = n * 3
    k += await down(n - 1) if n else await asyncio.sleep(0) or 0
    return k + n


async def switch16(n):
    async def several():
        for _ in range(n):
            await down(16)
    return await timed(several())


async def nothing():
    pass


async def spawn(n):
    async def several():
        for _ in range(n):
            await asyncio.create_task(nothing())
    return await timed(several())


async def handover(n):
    new = asyncio.get_running_loop().create_future
    balls = [new(), new()]

    async def play(me):
        for _ in range(n // 2):
            await balls[me]
            balls[me] = new()
            balls[1 - me].set_result(None)

    async def match():
        for task in tasks:
            await task
    tasks = [asyncio.create_task(play(me)) for me in range(2)]
    await asyncio.sleep(0)
    balls[0].set_result(None)
    return await timed(match())


async def cancel(n):
    async def park(future):
        await future

    async def cancel_all():
        for task in tasks:
            task.cancel()
        for task in tasks:
            try:
                await task
            except asyncio.CancelledError:
                pass
    new = asyncio.get_running_loop().create_future
    tasks = [asyncio.create_task(park(new())) for _ in range(n)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return await timed(cancel_all())


async def timers(n):
    """As bench.c: all are set before the first one fires."""
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    left = n

    def ring():
        nonlocal left
        left -= 1
        if left == 0:
            over.set_result(None)

    async def several():
        start = loop.time()
        random = 1
        for _ in range(n):
            random = (random * 1664525 + 1013904223) & 0xffffffff
            loop.call_at(start + (random >> 10) * 1e-9, ring)
        await over
    return await timed(several())


async def park(n):
    """Bytes of tasks that wait for a future each."""
    async def wait(future):
        await future
    new = asyncio.get_running_loop().create_future
    tasks = [None] * n
    tracemalloc.start()
    for i in range(n):
        tasks[i] = asyncio.create_task(wait(new()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    took, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    print('park_bytes', n, took, 'bytes', flush=True)


OPS = {
    'yield1': (yield1, 10000),
    'yield1_timer': (yield1_timer, 10000),
    'yield1000': (yield1000, 20000),
    'switch16': (switch16, 3000),
    'spawn': (spawn, 5000),
    'handover': (handover, 10000),
    'cancel': (cancel, 5000),
    'timers100k': (timers, 100000),
}


async def run(wanted, part=1):
    """Of each operation as many as are in OPS, or a part of that."""
    for name, (body, n) in OPS.items():
        if wanted and name not in wanted:
            continue
        if name == 'timers100k' and part != 1:
            continue  # by its name it is not done in part
        n //= part
        # A task of its own each time, as any coroutine of a program.
        await asyncio.create_task(body(n // 10))
        for _ in range(RUNS):
            took = await asyncio.create_task(body(n))
            print(name, n, took, flush=True)
    if not wanted or 'park_bytes' in wanted:
        await park(10000 // part)


if __name__ == '__main__':
    asyncio.run(run(sys.argv[1:]))
