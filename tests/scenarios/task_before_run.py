# SPDX-License-Identifier: MIT
# Scenario: tasks made on a loop that does not run yet start with its first iteration, in front of main.
# Clauses: A.RUN.12, C2
from oracle import *


async def early():
    trace("early")


async def program():
    trace("main")
    return 0


def main():
    r = runner()
    r.get_loop().create_task(early())
    trace("made")
    r.run(program())
    r.close()
