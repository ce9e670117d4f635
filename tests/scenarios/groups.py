# SPDX-License-Identifier: MIT
"""Task groups as C has them: for oracle.py."""

import asyncio
from asyncio import CancelledError

__all__ = ["TaskGroup"]


class OrderedSet(dict):
    """As much of a set as asyncio uses, in insertion order."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class Completed:
    """The future by which a group waits for its end; what cancels that is kept."""

    def __init__(self, group, future):
        self.group = group
        self.future = future
        self.done, self.set_result = future.done, future.set_result

    def __await__(self):
        try:
            return (yield from self.future)
        except CancelledError as error:
            self.group.last_cancel = error
            raise


class TaskGroup(asyncio.TaskGroup):
    """asyncio's, which walks over its tasks in order; and cancel() as 3.15 has it."""

    completed = last_cancel = None

    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()

    @property
    def _on_completed_fut(self):
        return self.completed

    @_on_completed_fut.setter
    def _on_completed_fut(self, future):
        self.completed = future and Completed(self, future)

    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        # An eager one may have cancelled its group before it belonged to that.
        if self._aborting and not task.done():
            task.cancel()
        return task

    def cancel(self):
        """True if it does something."""
        if self._aborting or (self._exiting and not self._tasks):
            return False
        self._abort()
        self._parent_cancel_requested = True
        self._parent_task.cancel()
        return True

    async def __aexit__(self, kind, error, traceback):
        parent, traceback = self._parent_task, None
        try:
            await super().__aexit__(kind, error, traceback)
            # Cancelled from outside as well, while it waited.
            if (kind is None and self._parent_cancel_requested
                    and parent.cancelling() and self.last_cancel):
                raise self.last_cancel
            # What is left to be raised is its own cancel.
            return True
        finally:
            parent = error = self.last_cancel = None
