# SPDX-License-Identifier: MIT
"""The operations of a program that are generators': for interpret.py."""

import oracle
from oracle import *  # noqa: F403
from program import OPERATIONS, POLICIES

MOST_MADE = 20
CLOSED_IN_VAIN = "generators that were closed in vain, and dropped"


class Asking:
    """A part of the player."""

    async def generate(self, i):
        in_vain = False
        for operation in self.program["generators"][i]:
            code, a, _, _, policy, _ = operation
            if OPERATIONS[code] != "ITEM":
                await self.do_all(None, [operation])
                continue
            try:
                trace("sent", (yield a))
            except oracle.Hang:
                raise
            except GeneratorExit:
                if POLICIES[policy] != "SWALLOW":
                    raise
                trace("goes on")
                if in_vain and not oracle.play.frozen:
                    oracle.play.wrong = CLOSED_IN_VAIN
                in_vain = True
            except BaseException as error:
                self.decide(policy, error)

    def generator(self, i):
        """The one of that number, or None if there were too many."""
        if i not in self.generators and self.made < MOST_MADE:
            self.made += 1
            self.generators[i] = self.generate(i)
            self.asked.discard(i)
        return self.generators.get(i)

    async def ask(self, a, how):
        generator = self.generator(a)
        if generator is None:
            return
        awaitable, generator = how(generator), None
        self.asked.add(a)
        try:
            item = await awaitable
            trace(*("over",) if item is None else ("item", item))
        except StopAsyncIteration:
            trace("over")
        finally:
            # Or it would be held by the frames of an error.
            awaitable = None

    async def wait_ask(self, group, a, b, c, block):
        await self.ask(a, anext)

    async def wait_send(self, group, a, b, c, block):
        await self.ask(a, lambda it: it.asend(b if a in self.asked else None))

    async def wait_throw(self, group, a, b, c, block):
        error = [ValueError, ZeroDivisionError, CancelledError][b - 1]
        await self.ask(a, lambda it: it.athrow(error()))

    async def wait_close(self, group, a, b, c, block):
        await self.ask(a, lambda it: it.aclose())

    async def wait_each(self, group, a, b, c, block):
        count = 0
        async for item in self.generate(a):
            trace("each", item)
            await self.do_all(None, block)
            count += 1
            if count == 3:
                break

    def watch_generators(self):
        """Whether there are some that their shutdown has begun to close."""
        loop = self.loop
        shut_down = loop.shutdown_asyncgens

        async def shut():
            self.shutting = bool(loop._asyncgens)
            await shut_down()
            self.shutting = False

        shut.__qualname__ = "BaseEventLoop.shutdown_asyncgens"
        loop.shutdown_asyncgens = shut
