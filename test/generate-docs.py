#!/usr/bin/env python3
# Part of the async-tidy Project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the tables of checks that checks/Checks.def determines.

The tables are in docs/checks/README.md and README.md, between the lines
<!-- checks:begin --> and <!-- checks:end -->. With --check nothing is written:
the exit code is 1 if a table is not as it would be written.
"""

import argparse
import ast
import difflib
import pathlib
import re
import sys
from typing import NamedTuple

BEGIN = "<!-- checks:begin -->"
END = "<!-- checks:end -->"


class Check(NamedTuple):
    class_name: str
    name: str
    severity: str
    fix: str
    since: str
    summary: str


def read_list(root):
    text = (root / "checks" / "Checks.def").read_text()
    text = re.sub(r"^\s*(//|#).*$", "", text, flags=re.MULTILINE)
    string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    word = r"(\w+)"
    entry = r"ASYNC_CHECK\(\s*" + r"\s*,\s*".join(
        [word, string, word, word, string, string]) + r"\)"

    def value(argument):
        # Python joins neighbouring literals as C++ does.
        is_string = argument.startswith('"')
        return ast.literal_eval(f"({argument})") if is_string else argument

    checks = [Check(*map(value, m.groups())) for m in re.finditer(entry, text)]
    if len(checks) != text.count("ASYNC_CHECK("):
        sys.exit("checks/Checks.def: an ASYNC_CHECK is not of the form "
                 '(Class, "name", Severity, Fix, "since", "Summary.")')
    return sorted(checks, key=lambda check: check.name)


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def index_table(checks):
    return table(
        ["check", "what it finds", "severity", "fix-it", "since"],
        [[f"[{c.name}]({c.name}.md)", c.summary, c.severity.lower(),
          c.fix.lower(), c.since] for c in checks])


def readme_table(checks):
    return table(
        ["check", "what it finds", "fix-it"],
        [[f"[{c.name}](docs/checks/{c.name}.md)", c.summary, c.fix.lower()]
         for c in checks])


def with_table(path, shown, lines):
    """Returns the old and the new text of a file."""
    old = path.read_text() if path.exists() else ""
    is_new_index = not old and path.parent.name == "checks"
    text = f"# The checks\n\n{BEGIN}\n{END}\n" if is_new_index else old
    before, begin, rest = text.partition(BEGIN + "\n")
    _, end, after = rest.partition(END + "\n")
    if not begin or not end:
        sys.exit(f"{shown}: no line '{BEGIN}' with a line '{END}' after it")
    return old, before + begin + "\n".join(lines) + "\n" + end + after


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true",
                        help="write nothing, only compare")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the project's folder")
    args = parser.parse_args()

    checks = read_list(args.root)
    is_stale = False
    for shown, lines in [("docs/checks/README.md", index_table(checks)),
                         ("README.md", readme_table(checks))]:
        path = args.root / shown
        old, new = with_table(path, shown, lines)
        if old == new:
            continue
        is_stale = True
        if args.check:
            sys.stdout.writelines(difflib.unified_diff(
                old.splitlines(True), new.splitlines(True), shown,
                shown + " (generated)"))
        else:
            path.write_text(new)
    if args.check and is_stale:
        sys.exit("run test/generate-docs.py")


if __name__ == "__main__":
    main()
