#!/usr/bin/env python3
# Part of the async-tidy Project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the tables and lists of checks and libraries in the docs.

The checks are those of checks/Checks.def, the libraries those of checks/models.
The cases in test/checks show how a check handles a library. Each generated text
is between two lines such as <!-- checks:begin --> and <!-- checks:end -->. With
--check, nothing is written, and the exit code is 1 if a text is out of date.
"""

import argparse
import ast
import difflib
import pathlib
import re
import sys
import textwrap
from typing import NamedTuple

# A line of code for each check, in the README's table. It must be in an example
# marked as wrong on the check's page, where a test proves that it has a finding;
# line breaks do not count.
EXAMPLES = {
    "async-blocking-call": "co_return Socket.read_some(asio::buffer(Data));",
    "async-blocking-destructor":
        "auto Done = std::async(std::launch::async, compute);",
    "async-blocking-wait": "co_return 2 * answer().get();",
    "async-cpu-bound-in-coroutine": "co_return qCompress(Data);",
    "async-dangling-argument": 'auto Count = count(Word + "!");',
    "async-dangling-capture": "asio::post(Io, [&Count] { ++Count; });",
    "async-fake-async": "return folly::makeFuture(ask(Question));",
    "async-io-in-offload":
        "return std::async([Url] { return fetch(Url).get(); });",
    "async-lock-across-suspend":
        "std::lock_guard Lock(M); Last = co_await load(Key);",
    "async-offload-in-library":
        "return std::async([Text] { return std::stoi(Text); });",
    "async-redundant-reschedule":
        "co_await Pool.schedule(); co_await Loop.schedule();",
    "async-self-wait": "asio::post(Pool, [&Pool] { Pool.join(); });",
    "async-sequential-awaits":
        "auto Name = co_await nameOf(Id); auto Count = co_await orders(Id);",
    "async-sync-over-async":
        "int twice(int Id) { return 2 * answer(Id).get(); }",
    "async-unobserved-task":
        "asio::co_spawn(Io, serve(std::move(S)), asio::detached);",
}


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


def example_of(root, check):
    """Returns the README's example of a check. A check that is only scaffolded
    has none yet."""
    page = root / "docs" / "checks" / f"{check.name}.md"
    text = page.read_text() if page.exists() else "TODO"
    example = EXAMPLES.get(check.name)
    if not example:
        if "TODO" not in text:
            sys.exit(f"test/generate-docs.py: EXAMPLES lacks {check.name}")
        return ""
    wrong = re.findall(r"^```cpp bad\b.*?\n(.*?)^```", text, re.M | re.S)
    if not any(example in " ".join(code.split()) for code in wrong):
        sys.exit(f"test/generate-docs.py: no wrong example of {check.name}.md "
                 f"has '{example}'")
    return f"`{example}`"


def readme_table(root, checks):
    return table(
        ["check", "what it finds", "for example", "fix-it"],
        [[f"[{c.name}](docs/checks/{c.name}.md)", c.summary,
          example_of(root, c).replace("|", "\\|"), c.fix.lower()]
         for c in checks])


class Library(NamedTuple):
    file: str
    name: str


def read_libraries(root):
    found = []
    for path in sorted((root / "checks" / "models").glob("*.yaml")):
        name = re.search(r"^library: *(.+?) *$", path.read_text(), re.MULTILINE)
        if not name:
            sys.exit(f"checks/models/{path.name}: no line 'library: ...'")
        found.append(Library(path.stem, name[1]))
    return sorted(found, key=lambda library: library.name.lower())


def has_fix(case):
    """Returns whether a case expects text that only a fix can produce or remove.
    The expectations for a function are next to its code."""
    comment = re.compile(r"^\s*//.*$", re.MULTILINE)
    expected = re.compile(r"// CHECK-FIXES(?:-(?!NOT)\w+)*(-NOT)?: *(.+)")
    for part in re.split(r"\n\s*\n", case):
        code = comment.sub("", part)
        for gone, text in expected.findall(part):
            if (text.removeprefix("{{^}}").strip() in code) == bool(gone):
                return True
    return False


def cases_of(root, check, libraries):
    """Returns the texts of a check's cases by the file of their library: a case
    belongs to a library if it has its name, or begins with its name and a '_'."""
    folder = root / "test" / "checks" / check.name.removeprefix("async-")
    found = {}
    for path in sorted(folder.glob("*.cpp")):
        theirs = [each.file for each in libraries
                  if (path.stem + "_").startswith(each.file + "_")]
        if theirs:
            found.setdefault(max(theirs, key=len), []).append(path.read_text())
    return found


def library_table(root, checks, libraries):
    cases = [cases_of(root, check, libraries) for check in checks]

    def cell(texts):
        if not texts:
            return ""
        if not any("// CHECK-MESSAGES" in text for text in texts):
            return "silent"
        return "finds, fixes" if any(map(has_fix, texts)) else "finds"

    short = [f"[{c.name.removeprefix('async-')}](checks/{c.name}.md)"
             for c in checks]
    return table(
        ["library", *short],
        [[f"[{each.name}](../checks/models/{each.file}.yaml)",
          *(cell(found.get(each.file)) for found in cases)]
         for each in libraries])


def library_list(libraries):
    return textwrap.wrap(", ".join(each.name for each in libraries) + ".", 80)


def with_text(path, shown, mark, lines):
    """Returns the old and the new text of a file."""
    marks = [f"<!-- {mark}:begin -->\n", f"<!-- {mark}:end -->\n"]
    old = path.read_text() if path.exists() else ""
    is_new_index = not old and path.parent.name == "checks"
    text = "# The checks\n\n" + "".join(marks) if is_new_index else old
    before, begin, rest = text.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        sys.exit(f"{shown}: no line '{marks[0].strip()}' with a line "
                 f"'{marks[1].strip()}' after it")
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
    libraries = read_libraries(args.root)
    is_stale = False
    for shown, mark, lines in [
            ("docs/checks/README.md", "checks", index_table(checks)),
            ("README.md", "checks", readme_table(args.root, checks)),
            ("README.md", "libraries", library_list(libraries)),
            ("docs/models.md", "libraries",
             library_table(args.root, checks, libraries))]:
        path = args.root / shown
        old, new = with_text(path, shown, mark, lines)
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
