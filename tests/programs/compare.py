# SPDX-License-Identifier: MIT
"""Plays random programs on asyncio and in C, and compares their traces.

    python3 compare.py --seed S --programs N -- PLAYER...

PLAYER is the command that plays programs in C. What differs is made smaller and
shown, with its seed; the exit status is 1 then.
"""

import argparse
import collections
import copy
import platform
import re
import resource
import subprocess
import sys

from interpret import LeftOpen, record
from program import POLICIES, make, numbers, show

BATCH = 500
SECONDS = 120                   # that a batch may take
KEEP = POLICIES.index("KEEP")
# A program may grow without end; then it is the limit that ends it. Engines reserve
# more than they use, so it is not for them.
MOST_MEMORY = 2000 << 20


def limit_memory(most):
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard if most is None else most, hard))


def play(player, programs, first=0):
    """The traces of programs in C, from the first on."""
    text = "\n".join(" ".join(map(str, [i, *numbers(programs[i])]))
                     for i in range(first, len(programs)))
    try:
        run = subprocess.run(player, input=text.encode(), capture_output=True,
                             timeout=SECONDS, preexec_fn=lambda: limit_memory(None))
        output = run.stdout
        died = run.returncode and f"{run.returncode} {run.stderr[-300:].decode(errors='replace')}"
    except subprocess.TimeoutExpired as error:
        output, died = error.stdout or b"", "it does not end"
    traces = {}
    for part in re.split(r"^== ", output.decode(errors="replace"), flags=re.M)[1:]:
        number, *lines = part.splitlines()
        traces[int(number)] = lines
    if died:
        last = max(traces, default=first)
        traces[last] = [*traces.get(last, []), f"-- died: {died}"]
        if last + 1 < len(programs):
            traces |= play(player, programs, last + 1)
    return traces


def normal(lines):
    """What may be compared.

    The names of two errors are not told apart in every line, see oracle.py. Whether
    and when an error is reported that nobody looked at is for CPython's collector to
    say (E10), and for scenarios to compare. Nothing comes after a hang; and once its
    loop is closed, what CPython has left of tasks calls that, and fails. P6: that closing
    a generator ended cancelled. F3: that jobs are left when a loop is closed. P14: those
    reports again, where they come while the task's context is entered.
    """
    start = lines.index("run") if "run" in lines else 0
    result = []
    for line in lines[start:]:
        if line.startswith("report pending") or line.endswith("GeneratorExit"):
            break
        if line.startswith(("report never-retrieved", "report never-awaited",
                            "report shutdown - -",
                            "report generator - CancelledError",
                            "report handler - RuntimeError")):
            continue
        result.append(line.replace("BaseExceptionGroup", "ExceptionGroup")
                      .replace("ValueError", "RuntimeError"))
        if line == "hang":
            break
    return result


def difference(python, c):
    """Where two traces part, as (index, a line, a line), or None."""
    a, b = normal(python), normal(c)
    for i in range(max(len(a), len(b))):
        x = a[i] if i < len(a) else "(end)"
        y = b[i] if i < len(b) else "(end)"
        if x != y:
            return i, x, y
    return None


def kind(found):
    """Two differences are one if their lines are, but for numbers."""
    return found and tuple(re.sub(r"\d+", "N", line) for line in found[1:])


# --- making it smaller -----------------------------------------------------

def smaller_bodies(operations):
    """The same with one operation less, without its block, or calmer."""
    for i, (*head, block) in enumerate(operations):
        before, after = operations[:i], operations[i + 1:]
        yield before + after
        if block:
            yield before + block + after
        for inner in smaller_bodies(block):
            yield [*before, [*head, inner], *after]
        if head[-1] != KEEP:
            yield [*before, [*head[:-1], KEEP, block], *after]


def smaller(program):
    for part in ("bodies", "callbacks", "generators"):
        for i, operations in enumerate(program[part]):
            for fewer in smaller_bodies(operations):
                result = copy.deepcopy(program)
                result[part][i] = fewer
                yield result
    for part in ("acts", "script"):
        for i in range(len(program[part])):
            result = copy.deepcopy(program)
            del result[part][i]
            yield result
    if program["runs"] > 1:
        yield {**program, "runs": 1}


def differs(player, program):
    try:
        trace = record(program)
    except LeftOpen:
        return None
    return difference(trace, play(player, [program]).get(0, []))


def minimise(player, program, wanted):
    """A small program with a difference of this kind."""
    again = True
    while again:
        again = False
        for candidate in smaller(program):
            if kind(differs(player, candidate)) == wanted:
                program, again = candidate, True
                break
    return program


# --- the command -----------------------------------------------------------

def tell(player, seed, program, wanted):
    program = minimise(player, program, wanted)
    python, c = record(program), play(player, [program]).get(0, [])
    print(f"seed {seed}, made smaller:", *show(program), sep="\n    ")
    found = difference(python, c)
    if found:
        a, b = normal(python), normal(c)
        i = found[0]
        print("both:", *a[max(0, i - 12):i], sep="\n    ")
        print("CPython:", *(a[i:i + 3] or [found[1]]), sep="\n    ")
        print("C:", *(b[i:i + 3] or [found[2]]), sep="\n    ", flush=True)


def compare(given, batch=BATCH):
    """(seed, program, its difference) of each; a LeftOpen where it is not known."""
    end = given.seed + given.programs
    for start in range(given.seed, end, batch):
        seeds = range(start, min(start + batch, end))
        programs = [make(seed) for seed in seeds]
        traces = play(given.player, programs)
        for i, (seed, program) in enumerate(zip(seeds, programs)):
            try:
                python = record(program)
            except LeftOpen as reason:
                yield seed, program, reason
                continue
            yield seed, program, difference(python, traces.get(i, ["(nothing)"]))


def tell_first(given):
    for seed, _, found in compare(given, 50):
        if found and not isinstance(found, LeftOpen):
            print(f"CPython {platform.python_version()}: {seed - given.seed + 1}")
            return 1
    print(f"CPython {platform.python_version()}: none")
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--programs", type=int, required=True)
    parser.add_argument("--shown", type=int, default=3, help="kinds to show")
    parser.add_argument("--first", action="store_true",
                        help="say only how many programs there are up to one that differs")
    parser.add_argument("player", nargs="+")
    given = parser.parse_args()
    limit_memory(MOST_MEMORY)
    if given.first:
        return tell_first(given)
    kinds, equal, left_open = {}, 0, collections.Counter()
    for seed, program, found in compare(given):
        if isinstance(found, LeftOpen):
            left_open[str(found)] += 1
        elif found:
            kinds.setdefault(kind(found), []).append((seed, program))
        else:
            equal += 1
    different = sum(map(len, kinds.values()))
    print(f"CPython {platform.python_version()}, seed {given.seed}: {equal} equal, "
          f"{different} different, {left_open.total()} left open by CPython",
          *(f"    {count}: {reason}" for reason, count in left_open.most_common()),
          sep="\n")
    for wanted, found in sorted(kinds.items(), key=lambda each: -len(each[1])):
        print(f"{len(found)} like seed {found[0][0]}: {wanted[0]} | {wanted[1]}")
    for wanted, found in list(kinds.items())[:given.shown]:
        tell(given.player, *found[0], wanted)
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
