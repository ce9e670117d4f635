# SPDX-License-Identifier: MIT
"""Random programs, as data.

A program is a dict: bodies of tasks, bodies of callbacks, what the exception handler
does (acts), what the host does and when (script), how often the runner runs, and
whether the messages of cancels are traced. A body is a list of operations of
operations.h, each a list (code, a, b, c, policy, block).
"""

import pathlib
import random
import re

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = (HERE / "operations.h").read_text()


def names(macro):
    text = re.search(rf"#define {macro}\(X\)(.*?)\n\n", SOURCE, re.S)[1]
    return re.findall(r"X\((\w+)\)", text)


OPERATIONS = names("OPERATIONS")
POLICIES = names("POLICIES")
SHARED = 3
QUEUES = ["FIFO", "LIFO", "PRIORITY"]

# Where nothing can wait.
WAITS = {"SLEEP", "YIELD", "AWAIT", "AWAIT_FUTURE", "GROUP", "GROUP_SPAWN",
         "TIMEOUT", "CANCEL_SELF", "CANCELLING", "LOCK", "ACQUIRE", "EVENT_WAIT",
         "CONDITION", "CONDITION_WAIT", "NOTIFY", "SEMAPHORE", "BARRIER",
         "BARRIER_RESET", "BARRIER_ABORT", "PUT", "GET", "JOIN", "GATHER", "WAIT",
         "WAIT_FOR", "SHIELD", "AS_COMPLETED", "ASK", "SEND", "THROW", "CLOSE",
         "EACH", "JOB", "TO_THREAD", "SHUT_DEFAULT"}
BLOCKS = {"GROUP", "TIMEOUT", "LOCK", "CONDITION", "SEMAPHORE", "EACH"}

CORE = {"SLEEP": 6, "YIELD": 5, "AWAIT": 6, "AWAIT_FUTURE": 4, "SPAWN": 7,
        "SET_FUTURE": 2, "FAIL_FUTURE": .6, "CANCEL_FUTURE": 1, "CANCEL": 7,
        "UNCANCEL": 1.5, "INTERRUPT": 1.2, "SOON": 2, "POST": 1.5, "LATER": 1.2,
        "DONE": 1, "DONE_FUTURE": 1, "VAR": 1.5, "STOP": .1, "CANCEL_SELF": 2,
        "RAISE": 1, "CANCELLING": 1, "READ_FUTURE": .3, "READ_TASK": .5,
        "GROUP_CANCEL": .7, "RESCHEDULE": .7, "TAKE_BACK_LATER": .6}
AROUND = {"LOCK": 5, "ACQUIRE": 2, "RELEASE": 4, "SEMAPHORE": 3, "EVENT_WAIT": 3,
          "EVENT_SET": 3, "EVENT_CLEAR": 1, "CONDITION": 4, "BARRIER": 3,
          "BARRIER_RESET": .5, "BARRIER_ABORT": .3, "PUT": 4, "GET": 5,
          "PUT_NOWAIT": 2, "GET_NOWAIT": 1, "TASK_DONE": 2, "JOIN": 1,
          "SHUTDOWN": .3, "GATHER": 3, "WAIT": 2, "WAIT_FOR": 2, "SHIELD": 2,
          "AS_COMPLETED": 1.5, "ASK": 5, "SEND": 2, "THROW": 1.5, "CLOSE": 2,
          "DROP": 2, "EACH": 3, "JOB": 5, "JOB_FOR_NOBODY": 2, "TO_THREAD": 2,
          "SHUT_POOL": .5, "SHUT_DEFAULT": .5}
# C says also who waits for a lock that a task holds.
NOT_IN_GRAPHS = {"LOCK", "CONDITION"}


class Maker:
    """Makes the program of a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tasks = self.random.randint(2, 6)
        self.callbacks = self.random.randint(1, 4)
        self.calm = self.random.random() < .6   # few exits
        self.messages = self.random.random() < .3
        self.weights = dict(CORE)
        if not self.messages:
            # Some of what is around the loop, more often than anything else.
            keys = [key for key in AROUND if self.random.random() < .4]
            self.weights |= {key: 3 * AROUND[key] for key in keys}
        self.eager = self.random.random() < .4
        if self.eager:
            self.weights["START"] = .5
        if self.random.random() < .3:
            self.weights |= {"GRAPH": 8, "AWAIT": 14, "SPAWN": 14}
            self.weights = {key: weight for key, weight in self.weights.items()
                            if key not in NOT_IN_GRAPHS}
        self.scopes = {"GROUP": 1.5, "TIMEOUT": 1.5}
        if self.random.random() < .3:
            self.scopes = {"GROUP": 14, "TIMEOUT": 8, "GROUP_CANCEL": 5, "RESCHEDULE": 3}

    def choose(self, weights):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def policy(self):
        rare = .1 if self.calm else 1
        return POLICIES.index(self.choose(
            {"KEEP": 10, "SWALLOW": 5, "CHANGE": 4, "LEAVE": rare, "BREAK": rare,
             "TAKE_BACK": 3}))

    def operation(self, depth, scopes, callback):
        weights = dict(self.weights)
        if depth < 2:
            weights |= self.scopes
        else:
            weights = {k: w for k, w in weights.items() if k not in BLOCKS}
        if "GROUP" in scopes:
            weights |= {"GROUP_SPAWN": 12, "GROUP_CANCEL": 2}
        if "TIMEOUT" in scopes:
            weights["RESCHEDULE"] = 2
        if "CONDITION" in scopes:
            weights |= {"CONDITION_WAIT": 12, "NOTIFY": 12}
        if callback:
            weights = {k: w for k, w in weights.items() if k not in WAITS}
        if "EACH" in scopes or "ITEM" in scopes:
            # A generator that asks a new one each time would do so for ever.
            weights.pop("EACH", None)
        name = self.choose(weights)
        a, b, c = self.numbers(name)
        block = []
        if name in BLOCKS:
            block = self.operations(self.random.randint(1, 4), depth + 1,
                                    scopes | {name}, callback)
        return [OPERATIONS.index(name), a, b, c, self.policy(), block]

    def numbers(self, name):
        draw = self.random
        task, shared = draw.randrange(self.tasks), draw.randrange(SHARED)
        some = sum(1 << i for i in range(self.tasks) if draw.random() < .5)
        ticks = draw.choice([-1, -1, 0, 1, 2, 4])
        match name:
            case "SLEEP":
                return draw.choice([0, 1, 2, 3, 5, 8]), 0, 0
            case "SPAWN" | "GROUP_SPAWN":
                start = draw.choice([0, 1, 1, 2]) if self.eager else 0
                return task, start, 0
            case "START":
                return draw.randrange(2), 0, 0
            case "TIMEOUT":
                return draw.choice([0, 1, 2, 4]), shared, 0
            case "RESCHEDULE":
                return shared, ticks, 0
            case "GROUP" | "GROUP_CANCEL":
                return shared, 0, 0
            case "VAR":
                return draw.randrange(1, 9), 0, 0
            case "RAISE":
                return self.policy(), 0, 0
            case "SOON" | "POST" | "LATER":
                return draw.randrange(self.callbacks), draw.randrange(6), 0
            case "DONE":
                return task, draw.randrange(self.callbacks), 0
            case "DONE_FUTURE":
                return shared, draw.randrange(self.callbacks), 0
            case "CANCEL" | "CANCEL_SELF":
                return task, draw.randrange(5), 0
            case "CANCEL_FUTURE":
                return shared, draw.randrange(5), 0
            case "NOTIFY":
                return 0, draw.randrange(1, 4), 0
            case "WAIT":
                return draw.randrange(3), ticks, some
            case "SEND" | "THROW":
                return shared, draw.randrange(1, 4), 0
            case "JOB" | "JOB_FOR_NOBODY" | "TO_THREAD":
                kind = draw.choices(range(4), [5, 2, 5, .3])[0]
                return 2 * kind + draw.randrange(2), draw.randrange(5), draw.randrange(4)
            case "SHUT_POOL" | "SHUT_DEFAULT":
                # Whether a thread is faster than no time at all is open.
                return 0, ticks or 1, 0
            case "ITEM":
                return draw.randrange(1, 9), 0, 0
            case "GATHER" | "AS_COMPLETED":
                return 0, ticks if name == "AS_COMPLETED" else draw.randrange(2), some
            case "WAIT_FOR" | "SHIELD":
                return task, ticks, 0
            case "PUT" | "PUT_NOWAIT" | "SHUTDOWN" | "SET_FUTURE":
                return shared, draw.randrange(4), 0
            case _ if name.startswith(("AWAIT_F", "FAIL_F", "READ_F", "EVENT",
                                       "ASK", "CLOSE", "DROP", "EACH",
                                       "LOCK", "ACQ", "REL", "SEM", "GET", "JOIN",
                                       "TASK_DONE")):
                return shared, 0, 0
        return task, 0, 0

    def operations(self, count, depth=0, scopes=frozenset(), callback=False):
        return [self.operation(depth, scopes, callback) for _ in range(count)]

    def generator(self):
        """A body in whose own lines there are items."""
        body = []
        for _ in range(self.random.randint(2, 7)):
            if self.random.random() < .45:
                body.append([OPERATIONS.index("ITEM"), *self.numbers("ITEM"),
                             self.policy(), []])
            else:
                body += self.operations(1, scopes=frozenset({"ITEM"}))
        return body

    def script(self):
        """Interrupts and posts; an interrupt has its poll for itself."""
        draw, script = self.random, []
        for _ in range(draw.choice([0, 0, 1, 2, 3, 4])):
            when = draw.randrange(6)
            which = -1 if draw.random() < .5 else draw.randrange(self.callbacks)
            if not any(when == w and min(which, i) < 0 for w, i in script):
                script.append([when, which])
        return sorted(script, key=lambda event: event[0])

    def program(self):
        draw = self.random
        # Some of the others are there from the beginning.
        bodies = [[[OPERATIONS.index("SPAWN"), i, *self.numbers("SPAWN")[1:], 0, []]
                   for i in range(1, self.tasks) if draw.random() < .4]
                  + self.operations(draw.randint(3, 9))]
        bodies += [self.operations(draw.randint(1, 7))
                   for _ in range(self.tasks - 1)]
        return {
            "bodies": bodies,
            "callbacks": [self.operations(draw.randint(1, 3), callback=True)
                          for _ in range(self.callbacks)],
            "generators": [self.generator() for _ in range(SHARED)],
            "acts": [draw.choices(range(5), [10, 1, 1, 1.5, 1])[0]
                     for _ in range(8)] if draw.random() < .8 else [],
            "script": self.script(),
            "queues": [draw.choice([0, 0, 1, 2]) for _ in range(SHARED)],
            "bounded": draw.random() < .3,
            "runs": 1 if draw.random() < .75 else 2,
            "messages": self.messages,
        }


def make(seed):
    return Maker(seed).program()


# --- for the player in C ---------------------------------------------------

def words(operations):
    """Operations as numbers."""
    result = []
    for *head, block in operations:
        inner = words(block)
        result += [*head, len(inner), *inner]
    return result


def numbers(program):
    result = []
    for part in ("bodies", "callbacks", "generators"):
        result.append(len(program[part]))
        for operations in program[part]:
            code = words(operations)
            result += [len(code), *code]
    result += [len(program["acts"]), *program["acts"], len(program["script"])]
    for event in program["script"]:
        result += event
    return [*result, *program["queues"], int(program["bounded"]), program["runs"],
            int(program["messages"])]


# --- for people ------------------------------------------------------------

def show(program):
    """The program, as lines."""
    def lines(operations, indent):
        for code, a, b, c, policy, block in operations:
            yield (f"{indent}{OPERATIONS[code]} {a} {b} {c}"
                   f"  # {POLICIES[policy].lower()}")
            yield from lines(block, indent + "    ")

    for part in ("bodies", "callbacks", "generators"):
        for i, operations in enumerate(program[part]):
            yield f"{part} {i}"
            yield from lines(operations, "    ")
    rest = {key: program[key] for key in ("acts", "script", "queues", "bounded", "runs", "messages")}
    yield str(rest)
