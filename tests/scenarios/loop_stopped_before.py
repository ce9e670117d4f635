# SPDX-License-Identifier: MIT
# Scenario: stop() before run_forever lets exactly one iteration run.
# Clauses: C8 pre-stopped loop
from oracle import *


def callback(loop):
    trace("callback")
    loop.call_soon(another)


def another():
    trace("another")


def main():
    loop = new_loop()
    loop.call_soon(callback, loop)
    loop.stop()
    loop.run_forever()
    trace("between")
    loop.stop()
    loop.run_forever()
    loop.close()
