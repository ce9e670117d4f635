# SPDX-License-Identifier: MIT
# Scenario: in debug mode what runs for 100 ms or longer is told, or for as long as is set; a step of a task, and a callback.
# Clauses: A.DEBUG.1, C8 slow callbacks
from oracle import *


async def computes(ticks):
    busy(ticks)


async def waits():
    busy(40)
    await sleep(1)
    busy(40)


async def let_run(ticks):
    await create_task(computes(ticks), name=f"for {ticks}".replace(" ", "_"))


async def program():
    tell_slow()
    loop = get_running_loop()
    await let_run(51)
    await let_run(52)
    await create_task(waits(), name="waits")
    trace("duration", round(loop.slow_callback_duration * 1000))
    loop.slow_callback_duration = 10 / 512
    await let_run(9)
    await let_run(10)
    loop.call_soon(busy, 9)
    loop.call_soon(busy, 10)
    await sleep(0)
    own = future()
    own.add_done_callback(lambda _: busy(20))
    own.set_result(0)
    await own
    await sleep(0)
    trace("not any more")
    loop.set_debug(False)
    await let_run(80)
    busy(80)
    await sleep(0)
    return 0


def main():
    run(program(), debug=True)
