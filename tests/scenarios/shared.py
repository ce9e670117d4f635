# SPDX-License-Identifier: MIT
"""What tasks share, as asyncio has it: for oracle.py."""

from asyncio import (Barrier, BoundedSemaphore, BrokenBarrierError, Condition,
                     Event, LifoQueue, Lock, PriorityQueue, Queue, QueueEmpty,
                     QueueFull, QueueShutDown, Semaphore)

__all__ = [
    "Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event",
    "LifoQueue", "Lock", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull",
    "QueueShutDown", "Semaphore",
]
