# SPDX-License-Identifier: MIT
"""How the oracle writes what Python has: values, errors, reports."""

REPORTS = [
    ("unhandled exception during asyncio.run() shutdown", "shutdown"),
    ("Exception in callback", "callback"),
    ("Unhandled error in exception handler", "handler"),
    ("Task was destroyed but it is pending", "pending"),
    ("has errored out but its parent task", "orphan"),
    ("exception was never retrieved", "never-retrieved"),
    ("exception in shielded future", "shielded"),
    ("an error occurred during closing of asynchronous", "generator"),
    ("was scheduled after loop.shutdown_asyncgens()", "generator-late"),
    ("did not finishing joining its threads", "shutdown"),
    ("was never awaited", "never-awaited"),
    ("unclosed event loop", "unclosed"),
]


def kind_of_report(message):
    """The trace's word for a message of asyncio's, or None."""
    return next((kind for text, kind in REPORTS if text in message), None)


def word(value):
    """A value as the trace writes it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, BaseException):
        return type(value).__name__
    return value


def why(error):
    """The message of an exception, or None."""
    return error.args[0] if error.args else None


def without_tracebacks(error, seen=()):
    """Let go of the frames that an exception holds: they keep tasks alive."""
    while error is not None and error not in seen:
        error.__traceback__ = None
        seen = (*seen, error)
        if error.__cause__ is not error.__context__:
            without_tracebacks(error.__cause__, seen)
        error = error.__context__
