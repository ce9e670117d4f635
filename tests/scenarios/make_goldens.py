# SPDX-License-Identifier: MIT
"""Makes the golden traces of all scenarios with CPython 3.14, or checks them.

    python3 make_goldens.py              write <name>.trace for every twin
    python3 make_goldens.py --check      compare; a difference is shown, exit 1
    python3 make_goldens.py --show NAME  print one trace
"""

import difflib
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent


def names():
    return sorted(p.stem for p in HERE.glob("*.py")
                  if re.search("^# Scenario: ", p.read_text(), re.M))


def left_out():
    """Those that this CPython cannot tell: name -> why."""
    if sys.platform != "emscripten":
        return {}
    heads = {name: re.search(r"^# Only natively: (.+)",
                             (HERE / f"{name}.py").read_text(), re.M)
             for name in names()}
    return {name: head[1] for name, head in heads.items() if head}


def run_one(name):
    """One scenario's trace, as text."""
    sys.path[:0] = [str(HERE)]
    try:
        import oracle
    finally:
        sys.path.remove(str(HERE))
    path = HERE / f"{name}.py"
    source = path.read_text()
    scope = {"__name__": name, "__file__": str(path)}
    exec(compile(source, str(path), "exec"), scope)
    deviation = re.search(r"^# Deviation: (\w+)", source, re.M)
    lines = oracle.record(scope["main"], deviation and deviation[1])
    return "".join(f"{line}\n" for line in lines)


def run_all():
    """Every scenario's trace: name -> text."""
    return {name: run_one(name) for name in names() if name not in left_out()}


def check(traces):
    """Shows every difference from the goldens; gives their number."""
    different = 0
    goldens = {p.stem for p in HERE.glob("*.trace") if "." not in p.stem}
    for name, reason in left_out().items():
        goldens.discard(name)
        print(f"{name} is left out: {reason}")
    for name in sorted(traces.keys() | goldens):
        path = HERE / f"{name}.trace"
        golden = path.read_text() if path.exists() else ""
        trace = traces.get(name, "")
        if trace == golden:
            continue
        different += 1
        sys.stdout.writelines(difflib.unified_diff(
            golden.splitlines(True), trace.splitlines(True),
            f"{name}.trace", f"{name} on CPython"))
    return different


def main(args):
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 14):
        print("make_goldens: needs CPython 3.14, this is "
              f"{sys.implementation.name} {sys.version.split()[0]}",
              file=sys.stderr)
        return 2
    if args[:1] == ["--show"] and len(args) == 2:
        sys.stdout.write(run_one(args[1]))
        return 0
    if args not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    traces = run_all()
    if args == ["--check"]:
        different = check(traces)
        print(f"{len(traces)} scenarios, {different} different")
        return 1 if different else 0
    for name, trace in traces.items():
        path = HERE / f"{name}.trace"
        if not path.exists() or path.read_text() != trace:
            path.write_text(trace)
            print(f"wrote {path.name}")
    print(f"{len(traces)} scenarios")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
