# SPDX-License-Identifier: MIT
"""Who waits for whom: for shared.py."""

import asyncio
from asyncio import (capture_call_graph, future_add_to_awaited_by,
                     future_discard_from_awaited_by)

__all__ = ["awaits", "future_add_to_awaited_by",
           "future_discard_from_awaited_by"]


def name_of(future):
    return future.get_name() if isinstance(future, asyncio.Task) else "future"


def awaits(future):
    """Who waits for whom, on all the ways to a future: names, in their order."""
    found = set()

    def follow(graph):
        for waiter in graph.awaited_by:
            found.add((name_of(waiter.future), name_of(graph.future)))
            follow(waiter)

    follow(capture_call_graph(future))
    return sorted(found)
