# SPDX-License-Identifier: MIT
"""Plays a program of program.py on asyncio, in the oracle of the scenarios."""

import contextlib
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scenarios"))

import oracle  # noqa: E402
from oracle import *  # noqa: E402, F403
from asking import CLOSED_IN_VAIN, Asking  # noqa: E402
from jobs import Jobs  # noqa: E402
from program import OPERATIONS, POLICIES, SHARED  # noqa: E402

MESSAGES = [None, "a", "b", "c", "d"]
WHEN = ["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"]
STOPPED = "generators that a stop has left"
STARTS = [{}, {"eager_start": True}, {"eager_start": False}]
MOST_SCHEDULED = 30


def own_task():
    try:
        return current_task()
    except RuntimeError:
        return None


def name_of(task):
    """Those that asyncio makes for a close have one name in C."""
    return task.get_name() if isinstance(task, oracle.Task) else "wio_runner_close"


class Player(Asking):
    def __init__(self, program):
        self.program = program
        self.loop = None
        self.tasks = {}
        self.spawned = set()        # whose tasks were asked for
        self.futures = {}
        self.later = None           # the last timer
        self.groups = {}            # the one that was opened last, while it is open
        self.timeouts = {}
        self.all_groups = []
        self.cancelled_first = {}   # P13: the arguments of a task's cancellation
        self.reports = self.scheduled = 0
        self.generators = {}
        self.made = 0               # generators
        self.asked = set()          # those that are not new any more
        self.shutting = False       # them down, and that has not ended
        self.var = ContextVar("var", default=0)
        self.jobs = Jobs(self)

    # --- errors

    def message(self, error):
        if self.program["messages"] and isinstance(error, CancelledError):
            return why(error)
        return None

    def decide(self, policy, error):
        trace("failed", error, self.message(error))
        match POLICIES[policy]:
            case "SWALLOW":
                return
            case "CHANGE":
                raise ValueError
            case "LEAVE":
                raise SystemExit(3)
            case "BREAK":
                raise KeyboardInterrupt
            case "TAKE_BACK":
                if own_task():
                    trace("taken back", own_task().uncancel())
                return
        raise error

    def raises(self, kind):
        match POLICIES[kind]:
            case "KEEP":
                raise ZeroDivisionError
            case "SWALLOW":
                raise CancelledError("own")
            case "CHANGE":
                raise ValueError
            case "LEAVE":
                raise SystemExit(3)
            case "BREAK":
                raise KeyboardInterrupt

    # --- operations

    def future(self, i):
        if i not in self.futures:
            self.futures[i] = self.loop.create_future()
        return self.futures[i]

    def body(self, i):
        return self.do_all(None, self.program["bodies"][i])

    def callback(self, i):
        trace("callback", i)
        for code, a, b, c, policy, _ in self.program["callbacks"][i]:
            self.attempt(code, a, b, c, policy)

    def done(self, i):
        trace("done callback")
        self.callback(i)

    def attempt(self, code, a, b, c, policy):
        """An operation that cannot wait."""
        if OPERATIONS[code] == "RAISE":
            self.raises(a)
            return
        try:
            self.do(OPERATIONS[code], None, a, b, c)
        except oracle.Hang:
            raise
        except BaseException as error:
            self.decide(policy, error)

    async def do_all(self, group, operations):
        for code, a, b, c, policy, block in operations:
            if OPERATIONS[code] == "RAISE":
                self.raises(a)
                continue
            try:
                name = OPERATIONS[code]
                wait = getattr(self, "wait_" + name.lower(), None)
                if wait:
                    await wait(group, a, b, c, block)
                else:
                    self.do(name, group, a, b, c)
            except (oracle.Hang, GeneratorExit):
                raise
            except BaseException as error:
                self.decide(policy, error)
        return 0

    async def wait_sleep(self, group, a, b, c, block):
        await sleep(a)

    async def wait_job(self, group, a, b, c, block):
        await self.jobs.wait(a, b, c)

    async def wait_to_thread(self, group, a, b, c, block):
        await self.jobs.wait_in_thread(a, b, c)

    async def wait_shut_default(self, group, a, b, c, block):
        await self.jobs.shut_default(b)

    async def wait_yield(self, group, a, b, c, block):
        await sleep(0)

    def other(self, i):
        task = self.tasks.get(i)
        return None if task is own_task() else task

    async def wait_await(self, group, a, b, c, block):
        task = self.other(a)
        if not task:
            return
        try:
            await task
        except CancelledError as error:
            if task.done() and task.cancelled():
                if a in self.cancelled_first and not error.args:
                    raise CancelledError(*self.cancelled_first[a])
                self.cancelled_first[a] = error.args
            raise

    async def wait_await_future(self, group, a, b, c, block):
        await self.future(a)

    async def wait_group(self, group, a, b, c, block):
        inner = TaskGroup()
        self.all_groups.append(inner)
        with self.at_hand(self.groups, a, inner):
            async with inner:
                await self.do_all(inner, block)

    async def wait_timeout(self, group, a, b, c, block):
        limit = timeout(a)
        with self.at_hand(self.timeouts, b, limit):
            async with limit:
                await self.do_all(group, block)

    @contextlib.contextmanager
    def at_hand(self, scopes, i, scope):
        """Others find a scope as the one that was opened last, while it is open."""
        scopes[i] = scope
        try:
            yield
        finally:
            if scopes.get(i) is scope:
                del scopes[i]

    # what tasks share

    async def in_lock(self, lock, block):
        await lock.acquire()
        failed = None
        try:
            await self.do_all(None, block)
        except BaseException as error:
            failed = error
        lock.release()
        if failed:
            raise failed

    async def wait_lock(self, group, a, b, c, block):
        await self.in_lock(self.locks[a], block)

    async def wait_condition(self, group, a, b, c, block):
        await self.in_lock(self.condition, block)

    async def wait_condition_wait(self, group, a, b, c, block):
        await self.condition.wait()

    async def wait_acquire(self, group, a, b, c, block):
        await self.semaphores[a].acquire()

    async def wait_semaphore(self, group, a, b, c, block):
        await self.in_lock(self.semaphores[a], block)

    async def wait_event_wait(self, group, a, b, c, block):
        await self.events[a].wait()

    async def wait_barrier(self, group, a, b, c, block):
        trace("place", await self.barrier.wait())

    async def wait_barrier_reset(self, group, a, b, c, block):
        await self.barrier.reset()

    async def wait_barrier_abort(self, group, a, b, c, block):
        await self.barrier.abort()

    async def wait_put(self, group, a, b, c, block):
        await self.queues[a].put(b)

    async def wait_get(self, group, a, b, c, block):
        trace("item", await self.queues[a].get())

    async def wait_join(self, group, a, b, c, block):
        await self.queues[a].join()

    # waiting for several

    def chosen(self, some, undone=False):
        tasks = [self.other(i) for i in sorted(self.tasks) if some >> i & 1]
        return [t for t in tasks if t and not (undone and t.done())]

    async def wait_gather(self, group, a, b, c, block):
        tasks = self.chosen(c)
        outer = gather(*tasks, return_exceptions=bool(b & 1))
        if tasks and outer.done():
            # What CPython notes for its call graph costs an iteration.
            assert "_discard_awaited_by" in str(self.loop._ready[-1])
            self.loop._ready.pop()._run()
        await outer
        for task in tasks:
            self.result("result", task)

    async def wait_wait(self, group, a, b, c, block):
        tasks = self.chosen(c)
        count = 0
        if tasks:
            done, _ = await wait(tasks, None if b < 0 else b, WHEN[a])
            count = len(done)
        trace("waited", count)

    async def wait_wait_for(self, group, a, b, c, block):
        task = self.other(a)
        if task:
            await wait_for(task, None if b < 0 else b)

    async def wait_shield(self, group, a, b, c, block):
        task = self.other(a)
        if task:
            await shield(task)

    async def wait_as_completed(self, group, a, b, c, block):
        tasks = self.chosen(c, undone=True)
        each = as_completed(tasks, None if b < 0 else b)
        try:
            async for task in each:
                trace("completed", task.get_name())
        finally:
            # C takes back what CPython leaves to the collector.
            for task in each._todo:
                task.remove_done_callback(each._handle_completion)
                future_discard_from_awaited_by(task, own_task())
            if each._timeout_handle:
                each._timeout_handle.cancel()

    # what cannot wait

    def result(self, label, task):
        result = outcome(task.result)
        if isinstance(result, CancelledError):
            key = next(i for i, t in self.tasks.items() if t is task)
            self.cancelled_first.setdefault(key, result.args)
        trace(label, 0 if result is None else result)

    def do(self, name, group, a, b, c):
        if name in ("SOON", "POST", "LATER", "DONE", "DONE_FUTURE"):
            self.scheduled += 1
            if self.scheduled > MOST_SCHEDULED:
                return
        task, own = self.tasks.get(a), own_task()
        match name:
            case "SPAWN":
                self.spawn(self.loop, a, STARTS[b])
            case "GROUP_SPAWN":
                if group:
                    self.spawn(group, a, STARTS[b])
            case "GROUP_CANCEL":
                if a in self.groups:
                    trace("cancel group", self.groups[a].cancel())
            case "RESCHEDULE":
                if a in self.timeouts:
                    self.timeouts[a].reschedule(None if b < 0 else at_tick(now() + b))
            case "START":
                self.start(bool(a))
            case "GRAPH":
                for i in sorted(self.tasks):
                    self.trace_awaits(self.tasks[i])
            case "SET_FUTURE":
                if not self.future(a).done():
                    self.future(a).set_result(b)
            case "FAIL_FUTURE":
                if not self.future(a).done():
                    self.future(a).set_exception(ZeroDivisionError())
            case "CANCEL_FUTURE":
                trace("cancel future", self.future(a).cancel(MESSAGES[b]))
            case "CANCEL":
                if task:
                    trace("cancel", task.cancel(MESSAGES[b]))
            case "UNCANCEL":
                if task:
                    trace("uncancel", task.uncancel())
            case "CANCEL_SELF":
                if own:
                    trace("cancel", own.cancel(MESSAGES[b]))
            case "CANCELLING":
                if own:
                    trace("cancelling", own.cancelling())
            case "INTERRUPT":
                interrupt()
            case "SOON":
                self.loop.call_soon(self.callback, a)
            case "POST":
                self.loop.call_soon_threadsafe(self.callback, a)
            case "LATER":
                self.later = call_later(self.loop, b, self.callback, a)
            case "TAKE_BACK_LATER":
                if self.later:
                    self.later.cancel()
            case "DONE":
                if task:
                    task.add_done_callback(lambda _: self.done(b))
            case "DONE_FUTURE":
                self.future(a).add_done_callback(lambda _: self.done(b))
            case "VAR":
                self.var.set(a)
            case "STOP":
                self.loop.stop()
            case "READ_FUTURE":
                if self.future(a).done():
                    trace("read future", outcome(self.future(a).result))
            case "READ_TASK":
                if task and task.done():
                    self.result("read", task)
            case "JOB_FOR_NOBODY":
                self.jobs.for_nobody(a, b, c)
            case "SHUT_POOL":
                self.jobs.shut_pool(b)
            case _:
                self.do_shared(name, a, b)

    def spawn(self, where, i, start):
        """A task of a loop or a group."""
        if i in self.spawned:
            return
        self.spawned.add(i)
        # As in C, where a coroutine is a function.
        coro = self.body(i)
        try:
            self.tasks[i] = where.create_task(coro, name=f"t{i}", **start)
        finally:
            if i not in self.tasks:
                coro.close()

    def start(self, eagerly):
        """As the loop starts tasks of which nothing else is said."""
        def make(loop, coro, eager_start=eagerly, **kwargs):
            return oracle.make_task(loop, coro, eager_start=eager_start, **kwargs)

        self.loop.set_task_factory(make)

    def trace_awaits(self, future):
        """As that of the scenarios, which wants no tasks that wait for each other."""
        pairs, seen, left = set(), set(), [] if future.done() else [future]
        while left:
            awaited = left.pop()
            if awaited in seen:
                continue
            seen.add(awaited)
            # Who waits for a member in two ways is forgotten with one of them.
            openers = {group._parent_task for group in self.all_groups
                       if awaited in group._tasks} - {None}
            for waiter in openers | set(awaited._asyncio_awaited_by or ()):
                pairs.add((name_of(waiter), name_of(awaited)))
                left.append(waiter)
        for waiter, awaited in sorted(pairs):
            trace("awaits", waiter, "for", awaited)

    def do_shared(self, name, a, b):
        match name:
            case "RELEASE":
                self.semaphores[a].release()
            case "EVENT_SET":
                self.events[a].set()
            case "EVENT_CLEAR":
                self.events[a].clear()
            case "NOTIFY":
                self.condition.notify(b)
            case "PUT_NOWAIT":
                self.queues[a].put_nowait(b)
            case "DROP":
                self.generators.pop(a, None)
            case "GET_NOWAIT":
                trace("item", self.queues[a].get_nowait())
            case "TASK_DONE":
                self.queues[a].task_done()
            case "SHUTDOWN":
                self.queues[a].shutdown(bool(b & 1))
            case _:
                raise AssertionError(name)

    # --- the play

    def handle(self, loop, context):
        message = context["message"]
        if "never retrieved" in message or "destroyed" in message:
            return
        trace("handler", context.get("exception"), self.var.get())
        acts, i = self.program["acts"], self.reports
        self.reports += 1
        match acts[i] if i < len(acts) else 0:
            case 1:
                raise SystemExit(4)
            case 2:
                raise KeyboardInterrupt
            case 3:
                interrupt()
            case 4:
                raise ValueError

    def begin(self):
        self.locks = [Lock() for _ in range(SHARED)]
        self.events = [Event() for _ in range(SHARED)]
        self.condition = Condition()
        kind = BoundedSemaphore if self.program["bounded"] else Semaphore
        self.semaphores = [kind(i) for i in range(SHARED)]
        self.barrier = Barrier(2)
        kinds = [(Queue, LifoQueue, PriorityQueue)[i] for i in self.program["queues"]]
        self.queues = [kind(i) for i, kind in enumerate(kinds)]
        for when, which in self.program["script"]:
            if which < 0:
                at(when, interrupt)
            else:
                at(when, self.callback, which)

    def detail(self, result):
        if isinstance(result, SystemExit):
            return result.code
        return self.message(result)

    def play(self):
        self.begin()
        r = runner()
        self.loop = r.get_loop()
        if self.program["acts"]:
            self.loop.set_exception_handler(self.handle)
        self.watch_generators()
        for i in range(self.program["runs"]):
            result = r.run(self.body(i))
            trace("ran", result, self.detail(result))
        result = r.close()
        if self.shutting:
            oracle.play.wrong = STOPPED
        trace("closed", 0 if result is None else result,
              result.code if isinstance(result, SystemExit) else None)
        self.loop = None


class LeftOpen(Exception):
    """CPython does not say what a program does; the argument is why."""


def record(program):
    """The trace of a program."""
    try:
        # Made in there: what is there before is never looked at by the collector.
        lines = oracle.record(lambda: Player(program).play())
    except oracle.OracleError as error:
        known = [text for text in ("equal deadlines", CLOSED_IN_VAIN, STOPPED)
                 if text in str(error)]
        raise LeftOpen(*known or ["a mistake in Python"]) from None
    # Tasks that wait for each other in a ring, of which one was cancelled; and a
    # generator that yielded when it was closed, and is closed once more by asyncio.
    for accident in ("RecursionError", "StopAsyncIteration"):
        if any(accident in line for line in lines):
            raise LeftOpen(accident)
    # One that was caught on its way.
    if sum(line.startswith("cancel ") for line in lines) > 400:
        raise LeftOpen("RecursionError")
    return lines
