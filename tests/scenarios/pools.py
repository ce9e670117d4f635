# SPDX-License-Identifier: MIT
"""An executor whose jobs are run when the program says: for shared.py.

The thread that waits for an executor to end is none either, but a call when its
last job is over: so all is in one order.
"""

import asyncio
import asyncio.base_events
import functools
import sys
import threading
import types
from asyncio import get_running_loop, to_thread
from concurrent.futures import Future, ThreadPoolExecutor

__all__ = ["Pool", "in_executor", "set_default_executor",
           "shutdown_default_executor", "to_thread"]


class Pool(ThreadPoolExecutor):
    def __init__(self):
        super().__init__(1)
        self.jobs = []
        self.pending = 0
        self.when_idle = []
        self.was_shut_down = False

    def submit(self, fn, /, *args, **kwargs):
        if self.was_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self.jobs.append((future, functools.partial(fn, *args, **kwargs)))
        self.pending += 1
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.was_shut_down = True
        if cancel_futures:
            for future, _ in self.jobs:
                future.cancel()

    def over(self):
        self.pending -= 1
        if self.pending == 0:
            while self.when_idle:
                self.when_idle.pop(0)()

    def begin(self, i):
        """A worker takes the job; False: it was cancelled."""
        future, _ = self.jobs[i]
        began = future.set_running_or_notify_cancel()
        if not began:
            self.over()
        return began

    def end(self, i):
        """It calls its function."""
        future, fn = self.jobs[i]
        try:
            future.set_result(fn())
        except BaseException as error:
            future.set_exception(error)
        self.over()

    def do(self, i):
        if self.begin(i):
            self.end(i)


class Joiner:
    """In place of the thread that asyncio makes to wait for an executor."""

    def __init__(self, target, args):
        self.call = functools.partial(target, *args)
        self.over, = args           # the future of who waits for it
        self.pool = target.__self__._default_executor

    def start(self):
        if self.pool.pending:
            self.pool.when_idle.append(self.tell)
        else:
            self.call()

    def tell(self):
        """In C nothing comes when nobody waits any more."""
        if not self.over.cancelled():
            self.call()

    def join(self):
        pass


asyncio.base_events.threading = types.SimpleNamespace(
    **{**vars(threading), "Thread": Joiner})


def wrap_future(job, *, loop):
    """As in CPython 3.14.8, for earlier ones: where a job ends in a step of its
    loop, its future knows at once, and not an iteration later."""
    future = loop.create_future()

    def cancel_job(_):
        if future.cancelled():
            job.cancel()

    def copy():
        if future.cancelled():
            pass
        elif job.cancelled():
            future.cancel()
        elif job.exception() is not None:
            future.set_exception(job.exception())
        else:
            future.set_result(job.result())

    def tell(_):
        if asyncio._get_running_loop() is loop:
            copy()
        elif not loop.is_closed():
            loop.call_soon_threadsafe(copy)

    future.add_done_callback(cancel_job)
    job.add_done_callback(tell)
    return future


if sys.version_info < (3, 14, 8):
    asyncio.futures.wrap_future = wrap_future


def in_executor(pool, fn):
    return get_running_loop().run_in_executor(pool, fn)


def set_default_executor(pool):
    get_running_loop().set_default_executor(pool)


def shutdown_default_executor(ticks=None):
    seconds = None if ticks is None else ticks / 512
    return get_running_loop().shutdown_default_executor(seconds)
