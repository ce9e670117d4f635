# SPDX-License-Identifier: MIT
"""The oracle: CPython's asyncio on a virtual clock, writing a trace.

A scenario's twin imports everything from here, and has a `main()`. The loop
below is asyncio's own BaseEventLoop, the tasks and the runner are asyncio's
own too; what is added only watches: it counts polls, moves a virtual clock,
plays the scenario's script, and writes a line for each thing that happens.

    run                      Runner.run() has made its main task
    done <int|Exc>           Runner.run() returned or raised
    close                    Runner.close() begins, on a runner with a loop
    closed [<Exc>]           Runner.close() returned or raised
    iter <n> <ns>            poll n of the loop; the clock has been moved on,
                             the host events of this poll come after the line
    start <task>             a body begins
    suspend <task>           a step ended, the body waits
    resume <task> [<Exc>|cancelled]    a later step; an exception thrown in
    end <task> <int|Exc>     the body ended; alone if it never started
    cancel <task>            cancel() of a task that is not done
    report <kind> <task|-> <Exc|->     the exception handler is called
    interrupt                SIGINT arrives
    trace <label> [<value>...]         the program says so
    hang                     nothing can ever happen again; the trace ends

Task-N numbers the program's own unnamed tasks of one scenario. The names of
exceptions are Python's; the C side has one for each of its codes:

    WIO_ECANCELED CancelledError        WIO_EINTERRUPTED KeyboardInterrupt
    WIO_EEXIT     SystemExit            WIO_EGROUP       ExceptionGroup
    WIO_ETIMEDOUT TimeoutError          WIO_ELOOKUP      LookupError
    WIO_EINVAL    RuntimeError in a task's lines, elsewhere ValueError
    WIO_ENOMEM    MemoryError
    WIO_ECLOSED   GeneratorExit in a task's lines, elsewhere RuntimeError
    WIO_EDEADLK   the line hang, and the end of the trace
    WIO_ERUNNING, _ENOTRUNNING, _ESTOPPED, _ESTATE, _EENTERED, _EOTHERLOOP
                  RuntimeError

Where that is not exact the programs trace only whether they were refused.

Normalised, because CPython leaves it open: where CPython walks over a set of
tasks, we give it one in creation order (an order it may take itself); a task
that is still pending when its loop closes is finalised at that moment, in
creation order, instead of whenever the collector comes by.
"""

import asyncio
import asyncio.runners
import asyncio.tasks
import collections.abc
import contextlib
import gc
import heapq
import itertools
import logging
import signal
import sys
import warnings
import weakref
from asyncio import (CancelledError, InvalidStateError, current_task,
                     get_running_loop)
from contextvars import Context, ContextVar, copy_context

import shared
from shared import *
from words import kind_of_report, why, without_tracebacks, word

__all__ = [
    # asyncio's and Python's own
    "CancelledError", "Context", "ContextVar", "InvalidStateError",
    "all_tasks", "copy_context", "current_task", "get_running_loop",
    # asyncio's, in ticks or with a trace
    "create_task", "future", "new_loop", "run", "runner",
    "sleep", "start_eagerly", "timeout", "timeout_at", "call_later", "call_at",
    # the script and the trace
    "at", "at_run", "at_tick", "busy", "collect", "interrupt", "now",
    "outcome", "ticks", "trace", "why", *shared.__all__
]

TICK_NS = 1_953_125             # 1/512 s
ITERATION_LIMIT = 2_000

# What asyncio itself runs as tasks while a runner closes: not in the trace.
INTERNAL = {"BaseEventLoop.shutdown_asyncgens",
            "BaseEventLoop.shutdown_default_executor"}

MISTAKES = {"AttributeError", "IndexError", "KeyError", "NameError",
            "TypeError", "UnboundLocalError"}


class Hang(BaseException):
    """Nothing is ready, and nothing will ever be."""


class OracleError(Exception):
    """The scenario itself is wrong."""


class Play:
    """One scenario being played: its trace, clock and script."""

    def __init__(self, deviation=None):
        self.lines = []
        self.frozen = False
        self.now_ns = 0
        self.script = []            # (ns, number, event, args), a heap
        self.numbers = itertools.count()
        self.tasks_named = 0
        self.entering = False       # inside Runner.run(), no main task yet
        self.on_run = None          # at_run()
        self.deviation = deviation
        self.loops = []             # weak
        self.wrong = None           # the scenario itself is wrong: why

    def emit(self, *words):
        if not self.frozen:
            self.lines.append(" ".join(map(str, words)))

    def freeze(self):
        self.frozen = True


play = Play()


# --- the loop --------------------------------------------------------------

class Poll:
    """The loop's selector: counts, moves the clock, plays the script."""

    def __init__(self, loop):
        self.loop = weakref.ref(loop)
        self.count = 0

    def select(self, timeout):
        loop = self.loop()
        self.count += 1
        due = [play.script[0][0]] if play.script else []
        if timeout is not None:
            due.append(play.now_ns + round(timeout * 1e9))
        if not due or self.count > ITERATION_LIMIT:
            play.emit("hang")
            play.freeze()
            raise Hang
        if timeout != 0:
            play.now_ns = max(play.now_ns, min(due))
        play.emit("iter", self.count, play.now_ns)
        while play.script and play.script[0][0] <= play.now_ns:
            _, _, event, args = heapq.heappop(play.script)
            if event is interrupt:
                interrupt()
            else:
                loop.call_soon_threadsafe(event, *args)
        loop.refuse_ties()
        return []

    def close(self):
        pass


class Loop(asyncio.BaseEventLoop):
    """asyncio's loop on the virtual clock."""

    def __init__(self):
        super().__init__()
        self._clock_resolution = 1e-9
        self._selector = Poll(self)
        self.tasks = []             # weak, in creation order
        self.timers = {}            # id -> (insertion number, timer)
        self._asyncgens = shared.generators.InOrder()
        self.set_task_factory(make_task)
        play.loops.append(weakref.ref(self))

    def time(self):
        return play.now_ns / 1e9

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        if play.entering:
            play.entering = False
            play.emit("run")
            if play.on_run is not None:
                hook, play.on_run = play.on_run, None
                hook()
        return task

    def call_at(self, when, callback, *args, context=None):
        timer = super().call_at(when, callback, *args, context=context)
        self.timers[id(timer)] = (len(self.timers), timer)
        return timer

    def refuse_ties(self):
        """Only a scenario marked F24 may see equal deadlines out of order.

        CPython fires them as its heap happens to have them, C first in,
        first out.
        """
        if play.deviation == "F24":
            return
        heap = list(self._scheduled)
        popped = []
        while heap and heap[0].when() <= self.time():
            timer = heapq.heappop(heap)
            if not timer.cancelled():
                popped.append((timer.when(), self.timers[id(timer)][0]))
        if popped != sorted(popped):
            play.wrong = "equal deadlines out of order: mark it F24"

    def default_exception_handler(self, context):
        report(context)

    def set_exception_handler(self, handler):
        if handler is None:
            super().set_exception_handler(None)
            return

        def reporting(loop, context):
            report(context)
            handler(loop, context)

        super().set_exception_handler(reporting)

    def close(self):
        live = [ref() for ref in self.tasks]
        closing = not self.is_closed() and not self.is_running()
        super().close()
        if closing:
            self.timers.clear()
            without_tracebacks(sys.exception())
            for task in filter(None, live):
                finalise(task)
            self.tasks.clear()

    def let_go(self, error):
        """Make CPython drop what only the frames of an error keep alive.

        A pending task is not dropped, even if nobody could wake it (F16).
        """
        without_tracebacks(error)
        kept = [ref() for ref in self.tasks]
        kept = [task for task in kept if task and not task.done()]
        gc.collect()
        kept.clear()


def report(context):
    message = context.get("message", "")
    kind = kind_of_report(message) or "other"
    about = context.get("task") or context.get("future")
    name = about.get_name() if isinstance(about, asyncio.Task) else None
    play.emit("report", kind, word(name), word(context.get("exception")))


def show_warning(message, category, *rest):
    text = str(message)
    kind = kind_of_report(text)
    if kind is None:
        play.wrong = f"unexpected warning: {text}"
    elif not any(name in text for name in INTERNAL):
        play.emit("report", kind, "-", "-")


# --- tasks -----------------------------------------------------------------

class Body(collections.abc.Coroutine):
    """A coroutine that says when it starts, suspends, resumes and ends."""
    def __init__(self, coro, given):
        self.coro = coro
        self.given = given          # its task's name until
        self.task = None            # that is made, weak
        self.state = "new"

    @property
    def name(self):
        return self.task().get_name() if self.task else self.given

    def step(self, advance, *args):
        try:
            waited = advance(*args)
        except StopIteration as stop:
            self.state = "ended"
            value = 0 if stop.value is None else word(stop.value)
            play.emit("end", self.name, value)
            raise
        except BaseException as error:
            self.state = "ended"
            play.emit("end", self.name, word(error))
            raise
        self.state = "started"
        play.emit("suspend", self.name)
        return waited

    def send(self, value):
        if self.state == "new":
            play.emit("start", self.name)
        else:
            play.emit("resume", self.name)
        return self.step(self.coro.send, value)

    def throw(self, error, *rest):
        if self.state == "started":
            how = word(error)
            how = "cancelled" if how == "CancelledError" else how
            play.emit("resume", self.name, how)
        return self.step(self.coro.throw, error, *rest)

    def close(self):
        if self.state == "started":
            play.emit("resume", self.name, "GeneratorExit")
        if self.state != "ended":
            self.state = "ended"
            self.coro.close()
            play.emit("end", self.name, "GeneratorExit")

    def __await__(self):
        return self.coro.__await__()


class Task(asyncio.Task):
    """A task that says when it is cancelled."""

    def cancel(self, msg=None):
        if not self.done():
            play.emit("cancel", self.get_name())
        return super().cancel(msg)


def make_task(loop, coro, **kwargs):
    if getattr(coro, "__qualname__", "") in INTERNAL:
        return asyncio.Task(coro, loop=loop, **kwargs)
    name = kwargs.pop("name", None)
    if name is None:
        play.tasks_named += 1
        name = f"Task-{play.tasks_named}"
    body = Body(coro, name)
    place = len(loop.tasks)         # an eager one may make others meanwhile
    task = Task(body, loop=loop, name=name, **kwargs)
    body.task = weakref.ref(task)
    loop.tasks.insert(place, weakref.ref(task))
    return task


def finalise(task):
    """What the collector would do to a task whose loop is closed."""
    asyncio.Task.__del__(task)
    if task.done():
        if not task.cancelled():
            task.exception()
    else:
        task._log_destroy_pending = False
        task.get_coro().close()


def all_tasks_in_order(loop=None):
    if loop is None:
        loop = get_running_loop()
    live = asyncio_all_tasks(loop)
    order = {id(ref()): n for n, ref in enumerate(loop.tasks)}
    return sorted(live, key=lambda task: order.get(id(task), len(order)))


asyncio_all_tasks = asyncio.tasks.all_tasks
all_tasks = all_tasks_in_order


# --- the runner ------------------------------------------------------------

class Runner(asyncio.Runner):
    """asyncio's runner, with its runs and its end in the trace."""

    def run(self, coro, *, context=None):
        play.entering = True
        try:
            result = super().run(coro, context=context)
        except Hang:
            raise
        except BaseException as error:
            if self._loop is not None:
                self._loop.let_go(error)
            without_tracebacks(error)
            play.emit("done", word(error))
            raise
        finally:
            play.entering = False
        play.emit("done", 0 if result is None else word(result))
        return result

    def close(self):
        if self._loop is None:
            super().close()
            return
        play.emit("close")
        try:
            super().close()
        except Hang:
            raise
        except BaseException as error:
            without_tracebacks(error)
            play.emit("closed", word(error))
            raise
        play.emit("closed")


def outcome(call, *args, **kwargs):
    """What a call returned, or the exception it raised, as C has it."""
    try:
        return call(*args, **kwargs)
    except Hang:
        raise
    except BaseException as error:
        without_tracebacks(error)
        return error


class RunnerInC:
    """A runner whose calls return their exception instead of raising it."""

    def __init__(self, runner):
        self.runner = runner

    def run(self, coro, **kwargs):
        return outcome(self.runner.run, coro, **kwargs)

    def get_loop(self):
        return outcome(self.runner.get_loop)

    def close(self):
        return outcome(self.runner.close)


def new_loop():
    return Loop()


def runner(debug=None, factory=new_loop):
    return RunnerInC(Runner(debug=debug, loop_factory=factory))


def run(coro, debug=None, factory=new_loop):
    """asyncio.run(), which ends by closing."""
    return outcome(asyncio.run, coro, debug=debug, loop_factory=factory)


# --- what programs call ----------------------------------------------------

def trace(label, *values):
    play.emit("trace", label, *map(word, values))


def interrupt():
    """SIGINT arrives. The second one is raised from here."""
    play.emit("interrupt")
    signal.raise_signal(signal.SIGINT)


def at(ticks, event, *args):
    """Script: at that time the host interrupts, or posts a callback."""
    entry = (ticks * TICK_NS, next(play.numbers), event, args)
    heapq.heappush(play.script, entry)


def at_run(hook):
    """Script: call the hook as soon as the next run() has its main task."""
    play.on_run = hook


def collect():
    """CPython's garbage collector runs now. C has none."""
    gc.collect()


def busy(ticks):
    """The program computes for so long."""
    play.now_ns += ticks * TICK_NS


def now():
    """The loop's time in ticks."""
    return play.now_ns // TICK_NS


def ticks(when):
    """A time of the loop in ticks."""
    return round(when / TICK)


def at_tick(ticks):
    """A time of the loop, for calls that take one."""
    return ticks * TICK


def sleep(ticks):
    return asyncio.sleep(ticks * TICK)


def create_task(coro, **kwargs):
    return get_running_loop().create_task(coro, **kwargs)


def start_eagerly(loop):
    """Tasks of this loop, from now on; gives what made them before."""
    lazily = loop.get_task_factory()

    def eagerly(loop, coro, eager_start=True, **kwargs):
        return lazily(loop, coro, eager_start=eager_start, **kwargs)

    loop.set_task_factory(eagerly)
    return lazily


def future():
    return get_running_loop().create_future()


def timeout(ticks):
    return asyncio.timeout(None if ticks is None else ticks * TICK)


def timeout_at(ticks):
    return asyncio.timeout_at(ticks * TICK)


def call_later(loop, ticks, callback, *args):
    return loop.call_later(ticks * TICK, callback, *args)


def call_at(loop, ticks, callback, *args):
    return loop.call_at(ticks * TICK, callback, *args)


# --- playing a scenario ----------------------------------------------------

@contextlib.contextmanager
def watched():
    """asyncio as the oracle needs it, put back afterwards."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    asyncio.tasks.all_tasks = all_tasks_in_order
    asyncio_runner, asyncio.runners.Runner = asyncio.runners.Runner, Runner
    handler = signal.getsignal(signal.SIGINT)
    logger = logging.getLogger("asyncio")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    # What an exception handler raises at the collector ends nothing.
    unraisable, sys.unraisablehook = sys.unraisablehook, lambda _: None
    # What is there now is not looked at by later collections, in later plays either.
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = show_warning
            yield
    finally:
        gc.enable()
        logger.setLevel(level)
        sys.unraisablehook = unraisable
        signal.signal(signal.SIGINT, handler)
        asyncio.runners.Runner = asyncio_runner
        asyncio.tasks.all_tasks = asyncio_all_tasks
        asyncio._set_running_loop(running)


def record(main, deviation=None):
    """The trace of one scenario, as a list of lines.

    With a deviation it may show equal deadlines out of order, and mistakes.
    """
    global play
    # What a play before has left is collected first, and in no trace.
    play = Play()
    play.freeze()
    with watched():
        play = Play(deviation)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            main()
        except Hang:
            pass
        finally:
            play.freeze()
            asyncio._set_running_loop(None)
            for loop in filter(None, (ref() for ref in play.loops)):
                outcome(loop.close)
            loop = None
            gc.collect()
    mistakes = [line for line in play.lines if MISTAKES & {*line.split()}]
    if mistakes and deviation is None:
        play.wrong = mistakes[0]
    if play.wrong:
        raise OracleError(play.wrong)
    return play.lines
