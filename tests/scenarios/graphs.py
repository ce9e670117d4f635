# SPDX-License-Identifier: MIT
"""Who waits for whom: for shared.py."""

import asyncio
from asyncio import (capture_call_graph, future_add_to_awaited_by,
                     future_discard_from_awaited_by)

__all__ = ["future_add_to_awaited_by", "future_discard_from_awaited_by",
           "trace_awaits"]


def name_of(future):
    return future.get_name() if isinstance(future, asyncio.Task) else "future"


def trace_awaits(future):
    """A line for who waits for whom, on all the ways to a future, by their names."""
    from oracle import trace
    found = set()

    def follow(graph):
        for waiter in graph.awaited_by:
            found.add((name_of(waiter.future), name_of(graph.future)))
            follow(waiter)

    follow(capture_call_graph(future))
    for waiter, awaited in sorted(found):
        trace("awaits", waiter, "for", awaited)
