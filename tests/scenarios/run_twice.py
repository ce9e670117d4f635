# SPDX-License-Identifier: MIT
# Scenario: what one run leaves behind moves on only while another run is active.
# Clauses: A.RUN.12
from oracle import *


def timer():
    trace("timer", now())


async def background():
    await sleep(2)
    trace("background", now())
    await sleep(20)
    trace("background again", now())


async def starting():
    create_task(background())
    call_later(get_running_loop(), 15, timer)
    await sleep(5)
    return 1


async def going_on():
    await sleep(30)
    return 2


def main():
    r = runner()
    trace("first", r.run(starting()))
    trace("between", now())
    trace("second", r.run(going_on()))
    r.close()
