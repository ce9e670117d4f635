# SPDX-License-Identifier: MIT
"""Keeps tests/CLAUSES.md and the scenarios' headers together.

    python3 clauses.py           fill in the table's last column
    python3 clauses.py --check   exit 1 if it is out of date or a clause is
                                 unknown to the table
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent / "CLAUSES.md"
ROW = re.compile(r"^\| ([A-G][A-Z0-9.]*) \| (.+?) \|(?: (.*?))? \|$")


def cited():
    """Clause -> the names of the scenarios that cite it."""
    scenarios = {}
    for path in sorted(HERE.glob("*.py")):
        line = re.search(r"^# Clauses: (.+)$", path.read_text(), re.M)
        for part in line[1].split(", ") if line else ():
            names = scenarios.setdefault(part.split()[0], [])
            if path.stem not in names:
                names.append(path.stem)
    return scenarios


def main(args):
    scenarios = cited()
    lines = PAGE.read_text().splitlines()
    known = set()
    for number, line in enumerate(lines):
        row = ROW.match(line)
        if row:
            known.add(row[1])
            names = ", ".join(scenarios.get(row[1], []))
            lines[number] = f"| {row[1]} | {row[2]} | {names or '-'} |"
    page = "\n".join(lines) + "\n"
    unknown = sorted(scenarios.keys() - known)
    for clause in unknown:
        print(f"clauses: {PAGE.name} has no {clause}")
    if args == ["--check"]:
        stale = page != PAGE.read_text()
        if stale:
            print(f"clauses: {PAGE.name} is out of date")
        return 1 if stale or unknown else 0
    PAGE.write_text(page)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
