# SPDX-License-Identifier: MIT
# Scenario: main itself raises KeyboardInterrupt: it comes out once, nothing is reported.
# Clauses: A.RUN.14
from oracle import *


async def program():
    await sleep(1)
    raise KeyboardInterrupt


def main():
    r = runner()
    r.run(program())
    r.close()
