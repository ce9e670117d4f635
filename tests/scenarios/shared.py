# SPDX-License-Identifier: MIT
"""What asyncio has around its loop, in ticks: for oracle.py."""

import asyncio
from asyncio import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Barrier,
                     BoundedSemaphore, BrokenBarrierError, Condition, Event,
                     LifoQueue, Lock, PriorityQueue, Queue, QueueEmpty,
                     QueueFull, QueueShutDown, Semaphore, gather, shield)

import closing
import generators
import graphs
import groups
import pools
import slow
from closing import *
from generators import *
from graphs import *
from groups import *
from pools import *
from slow import *

__all__ = [
    "Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event",
    "LifoQueue", "Lock", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull",
    "QueueShutDown", "Semaphore",
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "as_completed", "gather", "shield",
    "wait", "wait_for", *closing.__all__, *generators.__all__, *graphs.__all__, *groups.__all__,
    *slow.__all__, *pools.__all__,
    # for oracle.py alone
    "TICK",
]

TICK = 1 / 512                  # exact in nanoseconds and as a double


def seconds(ticks):
    return None if ticks is None else ticks * TICK


def wait(tasks, ticks=None, when=ALL_COMPLETED):
    return asyncio.wait(tasks, timeout=seconds(ticks), return_when=when)


def wait_for(task, ticks):
    return asyncio.wait_for(task, seconds(ticks))


def as_completed(tasks, ticks=None):
    return asyncio.as_completed(tasks, timeout=seconds(ticks))
