# SPDX-License-Identifier: MIT
"""Async generators as C has them: for oracle.py."""

import weakref

__all__ = ["asked", "begun"]


class InOrder:
    """As much of a WeakSet as a loop uses for generators, in order of use."""

    def __init__(self):
        self.refs = {}

    def add(self, generator):
        key = id(generator)
        self.refs[key] = weakref.ref(generator, lambda _: self.drop(key))

    def drop(self, key):
        self.refs.pop(key, None)

    def discard(self, generator):
        self.drop(id(generator))

    def clear(self):
        self.refs.clear()

    def __len__(self):
        return len(self.refs)

    def __iter__(self):
        return filter(None, [ref() for ref in self.refs.values()])


async def asked(awaitable):
    """What comes of anext() and the like: an item, 0 at the end, the error."""
    try:
        item = await awaitable
    except StopAsyncIteration:
        return 0
    except BaseException as error:
        error.__traceback__ = None
        return error
    return 0 if item is None else item


async def begun(generator):
    """A generator that has given its first item."""
    await anext(generator)
    return generator
