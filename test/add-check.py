#!/usr/bin/env python3
# Part of the async-tidy Project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds a new check: header, source, page, test, and its lines in the lists.

What it makes compiles and is silent. Write the test first, then the check.
"""

import argparse
import pathlib
import re
import subprocess
import sys

HEADER = """\
#ifndef {guard}
#define {guard}

#include "AsyncCheck.h"

namespace clang::tidy::async {{

{comment}
///
/// User documentation: docs/checks/{name}.md
class {class_name} : public AsyncCheck {{
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &Does) override;
}};

}} // namespace clang::tidy::async

#endif // {guard}
"""

SOURCE = """\
#include "{class_name}.h"

namespace clang::tidy::async {{

void {class_name}::checkFacts(const Facts &Unit, Effects &Does) {{}}

}} // namespace clang::tidy::async
"""

PAGE = """\
# {name}
{summary}

## The pattern

TODO: the code that it finds, in a sentence or two.

**Wrong:**
```cpp bad
// TODO
```

**Right:**
```cpp good
// TODO
```

## Why it matters

TODO: what is lost, with a [reference](https://TODO).

## Examples

TODO: one for each library.

## When it is silent

- TODO

## Fix

TODO

## Limits

TODO

## Options

TODO: the table, as on other pages.

## How to suppress

Write `// NOLINT({name})` on the line of the TODO, or
`// NOLINTNEXTLINE({name})` on the line before.
"""

TEST = """\
// RUN: {name} -std=c++20
#include <future>

// TODO: what the check says (CHECK-MESSAGES), the text after its fixes
// (CHECK-FIXES), and, for all that looks alike, what it does not say.
"""


def banner(root):
    """The licence, as the other files have it."""
    lines = (root / "checks/AsyncTidyModule.cpp").read_text().splitlines()
    end = next(i for i, line in enumerate(lines) if not line.startswith("//"))
    return "".join(line + "\n" for line in lines[:end]) + ("\n" if end else "")


def wrap_comment(text):
    lines, line = [], "///"
    for word in text.split():
        if len(line) + 1 + len(word) > 80:
            lines.append(line)
            line = "///"
        line += " " + word
    return "\n".join([*lines, line])


def insert_sorted(text, block, like, line):
    """Inserts line among the lines of a block that are like it, else at the
    end of the block."""
    found = re.search(block, text, re.MULTILINE | re.DOTALL)
    if not found:
        sys.exit(f"no place was found for the line: {line.strip()}")
    lines = found.group(1).splitlines(True)
    alike = [i for i, each in enumerate(lines) if re.match(like, each)]
    after = [i for i in alike if lines[i].strip() < line.strip()]
    if after:
        at = after[-1] + 1
    else:
        at = alike[0] if alike else len(lines)
    lines.insert(at, line)
    return text[:found.start(1)] + "".join(lines) + text[found.end(1):]


def append_entry(text, entry):
    """Inserts an entry after the last one; #undef may follow that."""
    string = r'"(?:[^"\\]|\\.)*"'
    entries = list(re.finditer(rf'^ASYNC_CHECK\((?:[^"()]|{string})*\)\n', text,
                               re.MULTILINE))
    at = entries[-1].end() if entries else len(text)
    return text[:at] + entry + text[at:]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="the pattern, not its cure: blocking-wait")
    parser.add_argument("--summary", help="one sentence, 'Finds ... .'")
    parser.add_argument("--severity", default="Medium",
                        choices=["High", "Medium", "Low"])
    parser.add_argument("--fix", default="Never",
                        choices=["Always", "Sometimes", "Never"])
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the project's folder")
    args = parser.parse_args()
    root = args.root

    short = args.name.removeprefix("async-")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", short):
        sys.exit(f"'{short}' is no name of a check: use words in lower case "
                 "with '-' between them")
    name = "async-" + short
    class_name = "".join(w.capitalize() for w in short.split("-")) + "Check"
    summary = args.summary or f"Finds TODO ({short.replace('-', ' ')})."
    version = re.search(r"project\(async-tidy VERSION ([\d.]+)",
                        (root / "CMakeLists.txt").read_text()).group(1)

    files = {
        f"checks/{class_name}.h": banner(root) + HEADER,
        f"checks/{class_name}.cpp": banner(root) + SOURCE,
        f"docs/checks/{name}.md": PAGE,
        f"test/checks/{short}/std.cpp": TEST,
    }
    for path in files:
        if (root / path).exists():
            sys.exit(f"{path} exists")
    facts = {
        "name": name,
        "class_name": class_name,
        "guard": f"ASYNC_TIDY_CHECKS_{class_name.upper()}_H",
        "summary": summary,
        "comment": wrap_comment(summary),
    }
    changed = {path: text.format(**facts) for path, text in files.items()}

    path = "checks/CMakeLists.txt"
    changed[path] = insert_sorted(
        (root / path).read_text(),
        r"^add_library\(asyncTidyChecks OBJECT\n(.*?)^\)", r"\s+\w+Check\.cpp",
        f"  {class_name}.cpp\n")
    path = "checks/AsyncTidyModule.cpp"
    changed[path] = insert_sorted(
        (root / path).read_text(), r"^((?:#include .*?\n)+)",
        r'#include "\w+Check\.h"', f'#include "{class_name}.h"\n')
    path = "checks/Checks.def"
    quoted = summary.replace("\\", "\\\\").replace('"', '\\"')
    changed[path] = append_entry(
        (root / path).read_text(),
        f'ASYNC_CHECK({class_name}, "{name}", {args.severity}, {args.fix}, '
        f'"{version}",\n            "{quoted}")\n')

    # Nothing is written before all is known to fit.
    for path, text in changed.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    subprocess.run([sys.executable, root / "test/generate-docs.py", "--root",
                    root], check=True)
    print(*changed, sep="\n")


if __name__ == "__main__":
    main()
