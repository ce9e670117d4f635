# SPDX-License-Identifier: MIT
# Scenario: run_forever ends with the iteration in which stop() was called.
# Clauses: E1.6, C8
from oracle import *


def first(loop):
    trace("first stops the loop")
    loop.stop()
    loop.call_soon(third)


def second():
    trace("second is in the same batch")


def third():
    trace("third waits for the next run")
    get_running_loop().stop()


def main():
    loop = new_loop()
    loop.call_soon(first, loop)
    loop.call_soon(second)
    loop.run_forever()
    trace("between")
    loop.run_forever()
    loop.close()
