# SPDX-License-Identifier: MIT
"""The operations of a program that are jobs: for interpret.py."""

from oracle import *  # noqa: F403

MOST_JOBS = 9
FAILS, EXITS = 1, 3     # kinds of jobs


class Jobs:
    """Two pools, of which the first is the default executor."""

    def __init__(self, player):
        self.player = player
        self.pools = [Pool(), Pool()]
        self.has_default = self.shut = False
        self.taken = 0
        self.begun = set()

    def ready(self):
        if not self.has_default:
            self.has_default = True
            set_default_executor(self.pools[0])

    def job(self, kind):
        trace("job", kind, self.player.var.get())
        if kind == FAILS:
            raise OSError
        if kind == EXITS:
            raise SystemExit(3)
        return kind

    def without_interrupt(self, when):
        """The first from then on at which no interrupt has the poll for itself."""
        script = self.player.program["script"]
        while any(w == when and which < 0 for w, which in script):
            when += 1
        return when

    def schedule(self, pool, number, b, c):
        self.taken += 1
        begin = self.without_interrupt(now() + b)
        at(begin, self.begin, pool, number)
        at(self.without_interrupt(begin + c), self.end, pool, number)

    def begin(self, pool, number):
        # One that was refused is none.
        if number < len(pool.jobs) and pool.begin(number):
            self.begun.add((pool, number))

    def end(self, pool, number):
        if (pool, number) in self.begun:
            pool.end(number)

    def submit(self, a, b, c):
        self.ready()
        pool = self.pools[a & 1]
        future = in_executor(pool if a & 1 else None, lambda: self.job(a >> 1))
        self.schedule(pool, len(pool.jobs) - 1, b, c)
        return future

    async def wait(self, a, b, c):
        if self.taken < MOST_JOBS:
            trace("job gave", await self.submit(a, b, c))

    async def wait_in_thread(self, a, b, c):
        if self.taken == MOST_JOBS:
            return
        self.ready()
        pool = self.pools[0]
        if not self.shut:
            self.schedule(pool, len(pool.jobs), b, c)
        trace("job gave", await to_thread(self.job, a >> 1))

    def for_nobody(self, a, b, c):
        if self.taken < MOST_JOBS:
            self.submit(a, b, c)

    def shut_pool(self, b):
        self.ready()
        self.pools[1].shutdown(wait=False, cancel_futures=bool(b & 1))

    async def shut_default(self, b):
        self.ready()
        self.shut = True
        await shutdown_default_executor(None if b < 0 else b)
