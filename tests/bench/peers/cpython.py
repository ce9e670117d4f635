# SPDX-License-Identifier: MIT
"""A peer: CPython's asyncio, natively and as WebAssembly, and the semantics
that ours are measured by.  Prints "op n total_ns"."""
import asyncio
import contextvars
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


async def both(player, *sides):
    tasks = [asyncio.create_task(player(*side)) for side in sides]
    for task in tasks:
        await task


async def lock(n):
    shared = asyncio.Lock()

    async def take_turns():
        await shared.acquire()
        await asyncio.sleep(0)
        for _ in range(n // 2):
            shared.release()
            await shared.acquire()
        shared.release()
    return await timed(both(take_turns, (), ()))


async def event(n):
    events = [asyncio.Event(), asyncio.Event()]
    events[0].set()

    async def answer(mine, yours):
        for _ in range(n // 2):
            await mine.wait()
            mine.clear()
            yours.set()
    return await timed(both(answer, events, events[::-1]))


async def pingpong(n):
    queues = [asyncio.Queue(1), asyncio.Queue(1)]
    queues[0].put_nowait(1)

    async def hit(mine, yours):
        for _ in range(n // 2):
            await yours.put(await mine.get())
    return await timed(both(hit, queues, queues[::-1]))


async def generator(n):
    async def numbers():
        for number in range(n):
            yield number

    async def ask():
        async for _ in numbers():
            pass
    return await timed(ask())


async def executor(n):
    async def ask():
        for _ in range(n):
            await asyncio.to_thread(int)
    await ask_once()
    return await timed(ask())


async def ask_once():
    """The thread is there."""
    await asyncio.to_thread(int)


async def group1000(n):
    async def several():
        for _ in range(n // 1000):
            async with asyncio.TaskGroup() as group:
                for _ in range(1000):
                    group.create_task(nothing())
    return await timed(several())


async def gather1000(n):
    async def several():
        for _ in range(n // 1000):
            tasks = [asyncio.create_task(nothing()) for _ in range(1000)]
            await asyncio.gather(*tasks)
    return await timed(several())


async def as_completed1000(n):
    async def several():
        for _ in range(n // 1000):
            tasks = [asyncio.create_task(nothing()) for _ in range(1000)]
            async for _ in asyncio.as_completed(tasks):
                pass
    return await timed(several())


async def timeout(n):
    async def several():
        for _ in range(n):
            async with asyncio.timeout(9):
                await asyncio.sleep(0)
    return await timed(several())


async def crowd(n, there):
    """The n-th wait with a timeout on one task, for which others wait."""
    task = asyncio.create_task(asyncio.sleep(1e6))
    others = [asyncio.create_task(asyncio.wait([task])) for _ in range(there)]
    await asyncio.sleep(0)

    async def several():
        for _ in range(n):
            await asyncio.wait([task], timeout=0)
    took = await timed(several())
    task.cancel()
    await asyncio.wait(others)
    return took


def set_variables(n):
    """So many more in the context of this task; all of them."""
    several = [contextvars.ContextVar(f'var {i}') for i in range(n)]
    for var in several:
        var.set(n)
    return several


async def ctxget(n):
    several = set_variables(8)
    start = perf_counter_ns()
    for i in range(n):
        several[i % 8].get()
    return perf_counter_ns() - start


def copies(count):
    async def copy(n):
        set_variables(count)
        start = perf_counter_ns()
        for _ in range(n):
            contextvars.copy_context()
        return perf_counter_ns() - start
    return copy


async def waits10(n):
    return await crowd(n, 10)


async def waits100k(n):
    return await crowd(n, 100000)


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
    'lock': (lock, 10000),
    'pingpong': (pingpong, 10000),
    'event': (event, 10000),
    'generator': (generator, 20000),
    'executor': (executor, 5000),
    'group1000': (group1000, 10000),
    'gather1000': (gather1000, 10000),
    'as_completed1000': (as_completed1000, 10000),
    'timeout': (timeout, 5000),
    'ctxget': (ctxget, 100000),
    'ctxcopy8': (copies(8), 100000),
    'ctxcopy800': (copies(800), 100000),
    'waits10': (waits10, 1000),
    'waits100k': (waits100k, 50),
    'timers100k': (timers, 100000),
}


async def run(wanted, part=1):
    """Of each operation as many as are in OPS, or a part of that."""
    for name, (body, n) in OPS.items():
        if wanted and name not in wanted:
            continue
        if name in ('timers100k', 'waits100k') and part != 1:
            continue  # by their names they are not done in part
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
