#!/usr/bin/env python3
"""Measures async-tidy on whole projects of generated files (see README.md)."""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HEADER = """#pragma once
#include <coroutine>
#include <string>
#include <vector>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
[[clang::annotate("async-tidy::blocking")]] void block();
"""

FUNCTIONS = 15  # In each file, besides one coroutine.


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures runs over a generated project: cold with and "
        "without following calls into other files, unchanged, and after edits."
    )
    parser.add_argument(
        "--files",
        type=int,
        nargs="+",
        default=[300],
        help="sizes of the projects (default: 300; the targets are about 1000 "
        "and 10000)",
    )
    parser.add_argument(
        "-n",
        "--repeat",
        type=int,
        default=3,
        help="runs of each warm kind; the fastest counts (default: 3)",
    )
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count())
    parser.add_argument(
        "--async-tidy",
        default=str(ROOT / "build/22/bin/async-tidy"),
        help="the program (default: %(default)s)",
    )
    return parser.parse_args()


def source(number, files, version=0):
    """A file whose functions call those of other files; few of them block."""
    choose = random.Random(number)
    text = f'#include "all.h"\n// version {version}\n'
    for i in range(FUNCTIONS):
        callee = f"f{choose.randrange(files)}_{choose.randrange(FUNCTIONS)}"
        body = "std::vector<int> Values(Seed); int Sum = 0;\n"
        body += "  for (int V : Values) Sum += V;\n"
        if choose.random() < 0.5:
            body += f"  Sum += {callee}(Sum);\n"
        if choose.random() < 0.002:
            body += "  block();\n"
        text += f"int f{number}_{i}(int Seed) {{\n  {body}  return Sum;\n}}\n"
    callee = f"f{choose.randrange(files)}_{choose.randrange(FUNCTIONS)}"
    return text + f"Task t{number}() {{\n  {callee}(1);\n  co_return;\n}}\n"


def write_project(folder, files):
    declarations = "".join(
        f"int f{i}_{j}(int);\n" for i in range(files) for j in range(FUNCTIONS)
    )
    (folder / "all.h").write_text(HEADER + declarations)
    commands = []
    for i in range(files):
        path = folder / f"unit{i}.cpp"
        path.write_text(source(i, files))
        commands.append(
            {
                "directory": str(folder),
                "file": str(path),
                "arguments": ["clang++", "-std=c++20", "-c", str(path)],
            }
        )
    (folder / "compile_commands.json").write_text(json.dumps(commands))


def run(options, folder, *args):
    """Wall and CPU seconds of one run, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    done = subprocess.run(
        [options.async_tidy, "-q", f"-j{options.jobs}", *args],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        text=True,
    )
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"error: {' '.join(done.args)}: {done.stderr}{done.stdout}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout


def fastest(count, measure):
    return min(measure(i) for i in range(count))


def measure(options, files):
    with tempfile.TemporaryDirectory(prefix="async-tidy-bench-") as name:
        folder = Path(name)
        write_project(folder, files)
        alone = run(options, folder, "--no-cache", "--no-index")
        whole = run(options, folder, "--no-cache")
        cold = run(options, folder)
        if whole[2] != cold[2]:
            sys.exit("error: the findings with and without a cache differ")

        def unchanged(_):
            return run(options, folder)[:2]

        def edited(i):
            path = folder / f"unit{files // 2}.cpp"
            path.write_text(source(files // 2, files, i + 1))
            return run(options, folder)[:2]

        still = fastest(options.repeat, unchanged)
        edit = fastest(options.repeat, edited)
        parse = run(
            options, folder, "--no-cache", "--no-index", f"unit{files // 2}.cpp"
        )
        run(options, folder, "index")
        link = fastest(
            options.repeat, lambda _: run(options, folder, "index")[:2]
        )
        size = (folder / ".async-tidy/index").stat().st_size
        (folder / ".async-tidy/index").unlink()
        text = (folder / "all.h").read_text()
        (folder / "all.h").write_text(text + "int added(int);\n")
        header = run(options, folder)

        print(f"{files} files")
        rows = [
            ("cold, each file alone", alone),
            ("cold, as a program", whole),
            ("unchanged", still),
            ("one file edited", edit),
            ("that file alone", parse),
            ("header edited", header),
            ("async-tidy index, unchanged", link),
        ]
        for title, figures in rows:
            print(f"  {title:<30} {figures[0]:8.2f} s  {figures[1]:8.2f} s CPU")
        print(f"  program / alone, CPU           {whole[1] / alone[1]:8.2f}")
        print(f"  index                          {size / 1024:8.0f} KB")


def main():
    options = parse_arguments()
    for files in options.files:
        measure(options, files)


if __name__ == "__main__":
    main()
