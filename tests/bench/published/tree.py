# SPDX-License-Identifier: MIT
"""async_tree of pyperformance, as tree.c has it, on asyncio.  What is slept goes by
at once, on a loop that waits for nothing else.  Prints "program n total_ns"."""
import asyncio
import math
import random
import sys
from asyncio import base_events
from time import perf_counter_ns

LEVELS = 6
BRANCHES = 6
FACTORIAL = 500
KEYS = 100
CACHED = 90


class Loop(base_events.BaseEventLoop):
    """Its clock jumps to the next timer when nothing is ready."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = self

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout:
            self.now += timeout
        return ()

    def _process_events(self, events):
        pass


async def read_something():
    await asyncio.sleep(0.05)


class Tree:
    def __init__(self, work, group):
        self.work = getattr(self, work)
        self.grow = self.grow_group if group else self.grow_gather
        self.leaves = 0
        self.cache = {}
        random.seed(0)

    async def none(self):
        pass

    async def io(self):
        await read_something()

    async def memoization(self):
        key = random.randint(1, KEYS)
        if key <= CACHED:
            if self.cache.get(key):
                return
            self.cache[key] = True
        await read_something()

    async def cpu_io_mixed(self):
        if random.random() < 0.5:
            math.factorial(FACTORIAL)
        else:
            await read_something()

    async def leaf(self):
        self.leaves += 1
        await self.work()

    async def grow_gather(self, level):
        if level == 0:
            await self.leaf()
        else:
            await asyncio.gather(
                *[self.grow_gather(level - 1) for _ in range(BRANCHES)])

    async def grow_group(self, level):
        if level == 0:
            await self.leaf()
        else:
            async with asyncio.TaskGroup() as group:
                for _ in range(BRANCHES):
                    group.create_task(self.grow_group(level - 1))


def measure(work, group, eager):
    """Nanoseconds."""
    tree = Tree(work, group)
    loop = Loop()
    if eager:
        loop.set_task_factory(asyncio.eager_task_factory)
    start = perf_counter_ns()
    loop.run_until_complete(tree.grow(LEVELS))
    took = perf_counter_ns() - start
    loop.close()
    if tree.leaves != BRANCHES ** LEVELS:
        raise AssertionError(f'{work}: {tree.leaves} leaves')
    return took


def run(wanted):
    measure('none', False, False)  # to warm it
    for work in ('none', 'io', 'memoization', 'cpu_io_mixed'):
        for eager in (False, True):
            for group in (False, True):
                name = (f'async_tree_{work}{"_group" if group else ""}'
                        f'{"_eager" if eager else ""}')
                if not wanted or name in wanted:
                    print(name, BRANCHES ** LEVELS, measure(work, group, eager),
                          flush=True)


if __name__ == '__main__':
    run(sys.argv[1:])
