# SPDX-License-Identifier: MIT
# Scenario: a task awaits itself: it is told so in its next step, unless it is cancelled meanwhile.
# Clauses: C2, E3
from oracle import *


async def itself():
    try:
        await current_task()
    except RuntimeError:
        trace("refused")
    except CancelledError as error:
        trace("cancelled", why(error))
    return 0


async def program():
    await create_task(itself())
    task = create_task(itself())
    await sleep(0)
    task.cancel("one")
    task.cancel("two")
    await sleep(1)
    return 0


def main():
    run(program())
