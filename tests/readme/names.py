# SPDX-License-Identifier: MIT
"""The public names of asyncio that include/README.md has to have, a line each: those
of its modules, and what their classes have."""

import importlib
import inspect

MODULES = ("runners", "tasks", "taskgroups", "timeouts", "locks", "queues", "streams",
           "graph", "futures", "events", "exceptions", "threads", "coroutines")


def members(name, thing):
    """The methods of a class that is no error."""
    if not inspect.isclass(thing) or issubclass(thing, BaseException):
        return
    before = "loop" if name == "AbstractEventLoop" else name
    for member in vars(thing):
        if not member.startswith("_"):
            yield f"{before}.{member}"


for module in MODULES:
    scope = importlib.import_module(f"asyncio.{module}")
    for name in scope.__all__:
        if not name.startswith("_"):
            print(name, *members(name, getattr(scope, name)), sep="\n")
