#!/usr/bin/env python3
"""Measures async-tidy against the compiler and clang-tidy (see README.md)."""

import argparse
import json
import os
import random
import shlex
import shutil
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench  # noqa: E402  What reads databases and runs commands.

PARSE, COLD, PLUGIN = "clang++", "async-tidy", "clang-tidy"
MODES = (PARSE, COLD, PLUGIN)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures the CPU time, user and system, or the "
        "instructions, of async-tidy "
        "without a cache, of clang++ -fsyntax-only -w, and of clang-tidy with "
        "the plugin, on the same files; alternating, with medians and ratios. "
        "Then async-tidy with a cache: nothing changed, one file changed."
    )
    parser.add_argument("-p", dest="database", metavar="DIR",
                        help="measure the files of DIR/compile_commands.json "
                        "(default: the C++20 coroutine examples of Asio)")
    parser.add_argument("--limit-files", type=int, metavar="N",
                        help="measure N of the files, chosen at random but "
                        "always the same")
    parser.add_argument("-n", "--repeat", type=int, metavar="N",
                        help="(default: 5; with --instructions, 1)")
    bench.add_instructions(parser)
    parser.add_argument("-j", dest="jobs", type=int,
                        default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--without-plugin", action="store_true",
                        help="do not run clang-tidy")
    parser.add_argument("--scale", type=int, metavar="FILES",
                        help="measure a generated project of so many files "
                        "and of a tenth of it, instead")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--llvm", choices=("22", "19"), default="22")
    options = parser.parse_args()
    bench.check_instructions(options)
    if options.repeat is None:
        options.repeat = 1 if options.instructions else 5
    build = bench.ROOT / "build" / options.llvm
    tools = Path(f"/usr/lib/llvm-{options.llvm}/bin")
    options.driver = str(build / "bin" / "async-tidy")
    options.plugin = str(build / "lib" / "libAsyncTidy.so")
    options.clang = str(tools / "clang++")
    options.clang_tidy = str(tools / "clang-tidy")
    for path in (options.driver, options.plugin, options.clang):
        if not os.path.exists(path):
            bench.fail(f"no {path}: run tool/build.sh")
    return options


class Meter:
    """What commands cost: CPU seconds, user and system, or million
    instructions; and the memory of the largest process, in megabytes."""

    def __init__(self, options):
        self.options = options
        self.cost = 0
        self.memory = 0

    def run(self, command, directory, good=(0, 1)):
        if self.options.instructions:
            status, cost = bench.run_counted(command, directory, os.devnull)
        else:
            status, usage = bench.run(command, directory, os.devnull)
            cost = usage.ru_utime + usage.ru_stime
            self.memory = max(self.memory, usage.ru_maxrss / 1024)
        if status not in good:
            bench.fail(f"exit code {status} of: {shlex.join(command)}")
        self.cost += cost

    def run_each(self, sources, command):
        with ThreadPoolExecutor(self.options.jobs) as pool:
            list(pool.map(lambda s: self.run(command(s), s.directory),
                          sources))


class Project:
    """The files that are measured, with a database of just these."""

    def __init__(self, sources, folder, options):
        self.sources = sources
        self.folder = folder
        self.options = options
        entries = [
            {"directory": s.directory, "file": s.file,
             "arguments": ["clang++", *s.flags, "-c", s.file]}
            for s in sources
        ]
        Path(folder, "compile_commands.json").write_text(json.dumps(entries))
        # The headers of the project are where its sources are, not where this
        # database is.
        self.root = os.path.commonpath(
            [os.path.dirname(s.file) for s in sources])

    def tidy(self, *more):
        """What a run of async-tidy costs, in a Meter."""
        meter = Meter(self.options)
        meter.run([self.options.driver, "-p", self.folder, "-q",
                   f"-j{self.options.jobs}", f"--project-root={self.root}",
                   *more], self.folder, (0, 1, 3))
        return meter

    def measure(self, mode):
        options = self.options
        if mode == COLD:
            return self.tidy("--no-cache")
        meter = Meter(options)
        if mode == PARSE:
            meter.run_each(
                self.sources,
                lambda s: [options.clang, *s.flags, "-fsyntax-only", "-w",
                           s.file])
        else:
            meter.run_each(
                self.sources,
                lambda s: [options.clang_tidy, f"--load={options.plugin}",
                           "--checks=-*,async-*", "--quiet", s.file, "--",
                           *s.flags])
        return meter


def compiling(sources, options):
    """Those of the sources that compile."""

    def compiles(source):
        status, _ = bench.run(
            [options.clang, *source.flags, "-fsyntax-only", "-w", source.file],
            source.directory, os.devnull)
        return status == 0

    with ThreadPoolExecutor(options.jobs) as pool:
        return [s for s, ok in zip(sources, pool.map(compiles, sources)) if ok]


def measure(project, options):
    modes = [m for m in MODES if m != PLUGIN or not options.without_plugin]
    meters = {mode: [] for mode in modes}
    for _ in range(options.repeat):
        for mode in modes:
            meters[mode].append(project.measure(mode))
    cost = {mode: statistics.median(m.cost for m in meters[mode])
            for mode in modes}
    result = {
        "files": len(project.sources),
        unit_of(options): cost,
        "all": {mode: [m.cost for m in meters[mode]] for mode in modes},
        "async-tidy/clang++": cost[COLD] / cost[PARSE],
    }
    if PLUGIN in modes:
        result["async-tidy/clang-tidy"] = cost[COLD] / cost[PLUGIN]
    if not options.instructions:
        result["largest process, in MB"] = {
            mode: round(max(m.memory for m in meters[mode])) for mode in modes}
    with tempfile.TemporaryDirectory() as cache:
        cached = f"--cache-dir={cache}"
        first = project.tidy(cached).cost
        warm = [project.tidy(cached).cost
                for _ in range(1 if options.instructions
                               else max(3, options.repeat))]
        result["with an empty cache"] = first
        result["warm/cold"] = statistics.median(warm) / first
    return result


def unit_of(options):
    return "million instructions" if options.instructions else "CPU seconds"


def generate(folder, count):
    """A project in which each file includes its own header and two others."""
    task = """#pragma once
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
Task step();
"""
    Path(folder, "task.h").write_text(task)
    for i in range(count):
        Path(folder, f"part{i}.h").write_text(
            f'#pragma once\n#include "task.h"\n'
            f"inline Task part{i}() {{ co_await step(); }}\n")
        includes = "".join(
            f'#include "part{(i + k) % count}.h"\n' for k in range(3))
        Path(folder, f"f{i}.cpp").write_text(
            includes + f"Task f{i}() {{ co_await part{i}(); }}\n")
    return [bench.Source(os.path.join(folder, f"f{i}.cpp"), ["-std=c++20"],
                         folder) for i in range(count)]


def measure_scale(options):
    result = {}
    for count in (max(1, options.scale // 10), options.scale):
        with tempfile.TemporaryDirectory() as folder, \
                tempfile.TemporaryDirectory() as cache:
            project = Project(generate(folder, count), folder, options)
            cached = f"--cache-dir={cache}"
            cold = project.tidy(cached)
            warm = project.tidy(cached)
            Path(folder, "f0.cpp").write_text(
                Path(folder, "f0.cpp").read_text() + "\n")
            one = project.tidy(cached)
            result[count] = {
                f"{unit_of(options)} per file": cold.cost / count,
                "warm/cold": warm.cost / cold.cost,
                f"one file changed, {unit_of(options)} above warm":
                    one.cost - warm.cost,
                "largest process, in MB": round(cold.memory),
            }
    return result


def main():
    options = parse_arguments()
    if options.scale:
        result = measure_scale(options)
    else:
        if options.database:
            entries = bench.read_database(options.database)
            sources = [bench.Source(f, *entries[f]) for f in sorted(entries)]
        else:
            import glob
            sources = [bench.Source(f, ["-std=c++20"], os.getcwd())
                       for f in sorted(glob.glob(bench.EXAMPLES))]
        if options.limit_files and options.limit_files < len(sources):
            sources = random.Random(1).sample(sources, options.limit_files)
        sources = compiling(sources, options)
        if not sources:
            bench.fail("no file compiles")
        folder = tempfile.mkdtemp()
        try:
            result = measure(Project(sources, folder, options), options)
        finally:
            shutil.rmtree(folder)
    text = json.dumps(result, indent=2)
    print(text)
    if options.json:
        Path(options.json).write_text(text + "\n")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
