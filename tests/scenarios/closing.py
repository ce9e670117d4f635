# SPDX-License-Identifier: MIT
"""Steps of programs in the end of a loop: for oracle.py."""

__all__ = ["at_close"]

STEPS = {"generators": "shutdown_asyncgens",
         "executor": "shutdown_default_executor"}


def at_close(loop, phase, step, closed):
    """step() in the place of asyncio's own; closed() when the loop is closed."""
    close = loop.close

    async def run_step(*args):
        await step()

    def close_loop():
        close()
        closed()

    run_step.__qualname__ = f"BaseEventLoop.{STEPS[phase]}"
    setattr(loop, STEPS[phase], run_step)
    loop.close = close_loop
