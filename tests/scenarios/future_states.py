# SPDX-License-Identifier: MIT
# Scenario: a future's states: pending, with a result, with an error, cancelled; it ends once.
# Clauses: C8 futures
from oracle import *


async def program():
    waited = future()
    trace("done", waited.done())
    trace("no result yet", isinstance(outcome(waited.result), InvalidStateError))
    trace("no error yet", isinstance(outcome(waited.exception), InvalidStateError))
    waited.set_result(3)
    trace("done", waited.done())
    trace("result", waited.result())
    trace("error", waited.exception())
    trace("twice", isinstance(outcome(waited.set_result, 4), InvalidStateError))
    trace("cancel", waited.cancel())
    failed = future()
    failed.set_exception(ValueError())
    trace("failed result", outcome(failed.result))
    trace("failed error", failed.exception())
    trace("failed cancelled", failed.cancelled())
    stopped = future()
    trace("cancel", stopped.cancel("no more"))
    trace("cancelled", stopped.cancelled())
    error = outcome(stopped.result)
    trace("stopped result", error, error.args[0])
    trace("stopped error", outcome(stopped.exception))
    trace("again", stopped.cancel())
    return 0


def main():
    run(program())
