# SPDX-License-Identifier: MIT
"""Steps of programs in the end of a loop: for oracle.py."""

import asyncio

__all__ = ["steps_at_close"]

STEPS = {"generators": "shutdown_asyncgens",
         "executor": "shutdown_default_executor"}


def at_close(loop, phase, step):
    """step() in the place of asyncio's own; that the loop is closed is traced."""
    from oracle import trace
    close = loop.close

    async def run_step(*args):
        await step()

    def close_loop():
        close()
        trace(f"{phase} closed")

    run_step.__qualname__ = f"BaseEventLoop.{STEPS[phase]}"
    setattr(loop, STEPS[phase], run_step)
    loop.close = close_loop


def steps_at_close(generators, executor):
    """Two coroutines take part in the end of the running loop."""
    loop = asyncio.get_running_loop()
    at_close(loop, "generators", generators)
    at_close(loop, "executor", executor)
