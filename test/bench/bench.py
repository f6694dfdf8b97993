#!/usr/bin/env python3
"""Measures what async-tidy's checks add to a clang-tidy run (see README.md)."""

import argparse
import glob
import json
import os
import shlex
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = (
    "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20/"
    "coroutines/*.cpp"
)

# The three ways to run one file, in the order in which they alternate.
CHECKS, IDLE, PARSE = "checks", "idle", "parse"
MODES = (CHECKS, IDLE, PARSE)


def fail(message):
    sys.exit(f"error: {message}")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures the user CPU time, or the instructions, of "
        "clang-tidy with the async-* "
        "checks, of the same clang-tidy with a check that does nothing, and "
        "of clang++ -fsyntax-only; alternating, with medians and ratios.",
    )
    parser.add_argument(
        "files",
        nargs="*",
        help="sources (default: the C++20 coroutine examples of "
        "libboost1.81-doc)",
    )
    parser.add_argument(
        "-p",
        dest="database",
        metavar="DIR",
        help="take the flags of the files from DIR/compile_commands.json; "
        "without files, measure all of it",
    )
    parser.add_argument(
        "--flags",
        default="-std=c++20",
        help="compiler flags without a database (default: %(default)s)",
    )
    parser.add_argument(
        "-n",
        "--repeat",
        type=int,
        metavar="N",
        help="how often each file is run each way (default: 7; with "
        "--instructions, 1)",
    )
    add_instructions(parser)
    parser.add_argument(
        "--checks",
        default="async-*",
        help="which checks to measure (default: %(default)s)",
    )
    parser.add_argument(
        "--limit",
        type=float,
        metavar="PERCENT",
        help="exit with 1 if the checks add more than this",
    )
    parser.add_argument(
        "--json", metavar="FILE", help="write all figures there ('-': print)"
    )
    parser.add_argument(
        "--llvm",
        choices=("22", "19"),
        default="22",
        help="where to look for the programs and plugins that are not named "
        "(default: %(default)s)",
    )
    for name in ("clang-tidy", "clang", "plugin", "idle-plugin"):
        parser.add_argument(f"--{name}", metavar="FILE")
    options = parser.parse_args()
    if options.repeat is None:
        options.repeat = 1 if options.instructions else 7
    if options.repeat < 1:
        parser.error("-n needs a number above 0")
    check_instructions(options)

    tools = Path(f"/usr/lib/llvm-{options.llvm}/bin")
    lib = ROOT / "build" / options.llvm / "lib"
    options.clang_tidy = options.clang_tidy or str(tools / "clang-tidy")
    options.clang = options.clang or str(tools / "clang++")
    options.plugin = options.plugin or str(lib / "libAsyncTidy.so")
    options.idle_plugin = options.idle_plugin or str(
        lib / "libAsyncTidyBenchIdle.so"
    )
    for path in (options.clang_tidy, options.clang):
        if not os.access(path, os.X_OK):
            fail(f"no {path}: run tool/install-packages.sh bench")
    for path in (options.plugin, options.idle_plugin):
        if not os.path.isfile(path):
            fail(f"no {path}: build the CMake target 'bench'")
    # Files are compiled in the folders that a database names.
    options.plugin = os.path.abspath(options.plugin)
    options.idle_plugin = os.path.abspath(options.idle_plugin)
    return options


def add_instructions(parser):
    """Adds the option by which a benchmark counts and does not time."""
    parser.add_argument(
        "--instructions",
        action="store_true",
        help="count instructions, with valgrind: fifty times slower, and the "
        "same on a busy machine",
    )


def check_instructions(options):
    if options.instructions and not shutil.which("valgrind"):
        fail("no valgrind here: run tool/install-packages.sh bench")


class Source:
    """One file, and how it is compiled."""

    def __init__(self, file, flags, directory):
        self.file = file
        self.flags = flags
        self.directory = directory
        self.costs = {mode: [] for mode in MODES}

    def command(self, mode, options):
        if mode == PARSE:
            return [options.clang, *self.flags, "-fsyntax-only", "-w", self.file]
        checks = options.checks if mode == CHECKS else "idle-nothing"
        # Both plugins are loaded both times: only the checks shall differ.
        return [
            options.clang_tidy,
            f"--load={options.plugin}",
            f"--load={options.idle_plugin}",
            f"--checks=-*,{checks}",
            "--quiet",
            self.file,
            "--",
            *self.flags,
        ]


def flags_of(entry):
    """The flags of a compile command that say how to parse."""
    command = entry.get("arguments") or shlex.split(entry["command"])
    flags = []
    skip = False
    for argument in command[1:]:
        if skip:
            skip = False
        elif argument in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif argument in ("-c", "-MD", "-MMD", "-MP", "--"):
            pass
        elif argument.startswith(("-MF", "-MT", "-MQ")):
            pass
        elif argument.startswith("-o") and argument.endswith(".o"):
            pass
        elif argument != entry["file"]:
            flags.append(argument)
    return flags


def read_database(folder):
    path = Path(folder)
    if path.is_dir():
        path = path / "compile_commands.json"
    try:
        entries = json.loads(path.read_text())
    except OSError as error:
        fail(f"cannot read {path}: {error.strerror}")
    except json.JSONDecodeError as error:
        fail(f"{path}:{error.lineno}:{error.colno}: {error.msg}")
    try:
        return {
            os.path.normpath(os.path.join(entry["directory"], entry["file"])): (
                flags_of(entry),
                entry["directory"],
            )
            for entry in entries
        }
    except (KeyError, TypeError):
        fail(
            f"{path} is not a compilation database: each entry needs a directory, "
            "a file, and a command or arguments"
        )


def sources_of(options):
    for file in options.files:
        if not os.path.isfile(file):
            fail(f"no such file: {file}")
    files = [os.path.abspath(file) for file in options.files]
    if options.database:
        entries = read_database(options.database)
        sources = []
        for file in files or sorted(entries):
            if file not in entries:
                fail(f"{file} is not in the database of {options.database}")
            sources.append(Source(file, *entries[file]))
        return sources
    if not files:
        files = sorted(glob.glob(EXAMPLES))
        if not files:
            fail(
                "no examples of Boost.Asio here: run "
                "tool/install-packages.sh bench"
            )
    return [Source(f, shlex.split(options.flags), os.getcwd()) for f in files]


def run(command, directory, error_file):
    """Runs a command; returns its exit status and what it used, together
    with the processes that it has waited for (see getrusage(2))."""
    pid = os.fork()
    if pid == 0:
        try:
            os.chdir(directory)
            null = os.open(os.devnull, os.O_RDWR)
            error = os.open(
                error_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
            )
            os.dup2(null, 0)
            os.dup2(null, 1)
            os.dup2(error, 2)
            os.execv(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage


def run_counted(command, directory, error_file):
    """Runs a command; returns its exit status and how many million
    instructions it and the processes that it starts have executed."""
    with tempfile.TemporaryDirectory() as counts:
        status, _ = run(
            [shutil.which("valgrind"), "--quiet", "--tool=cachegrind",
             "--cache-sim=no", "--trace-children=yes",
             f"--cachegrind-out-file={counts}/%p", *command],
            directory, error_file,
        )
        total = 0
        for file in Path(counts).iterdir():
            summary = file.read_text().rpartition("\nsummary:")[2]
            total += int(summary.split()[0])
        return status, total / 1e6


def spread(values):
    """Half of what lies between the quartiles, relative to the median."""
    if len(values) < 2:
        return 0.0
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return (high - low) / 2 / middle if middle else 0.0


def figures(costs):
    """Medians, ratios and spreads of paired costs."""
    median = {mode: statistics.median(costs[mode]) for mode in MODES}
    # Neighbours in time share the machine's mood: their ratios scatter less.
    pairs = [
        a / b if b else 1.0 for a, b in zip(costs[CHECKS], costs[IDLE])
    ]
    return {
        "median": median,
        "spread": {mode: spread(costs[mode]) for mode in MODES},
        "checks/idle": median[CHECKS] / median[IDLE],
        "checks/parse": median[CHECKS] / median[PARSE],
        "idle/parse": median[IDLE] / median[PARSE],
        "paired checks/idle": {
            "median": statistics.median(pairs),
            "low": min(pairs),
            "high": max(pairs),
            "spread": spread(pairs),
        },
    }


def measure(sources, options, error_file):
    progress = sys.stderr.isatty()
    # The first round, 0, warms the file cache and finds what does not compile.
    for round_number in range(options.repeat + 1):
        for source in list(sources):
            if progress:
                print(
                    f"\r\033[Kround {round_number}/{options.repeat} "
                    f"{os.path.basename(source.file)}",
                    end="",
                    file=sys.stderr,
                )
            for mode in MODES if round_number else reversed(MODES):
                command = source.command(mode, options)
                if options.instructions and round_number:
                    status, cost = run_counted(
                        command, source.directory, error_file
                    )
                else:
                    status, usage = run(command, source.directory, error_file)
                    cost = usage.ru_utime
                if status == 0:
                    if round_number:
                        source.costs[mode].append(cost)
                    continue
                if progress:
                    print("\r\033[K", end="", file=sys.stderr)
                if mode == PARSE and not round_number:
                    print(
                        f"note: {source.file} does not compile: left out",
                        file=sys.stderr,
                    )
                    sources.remove(source)
                    break
                with open(error_file, encoding="utf-8", errors="replace") as e:
                    sys.stderr.write(e.read())
                fail(f"exit code {status} of: {shlex.join(command)}")
    if progress:
        print("\r\033[K", end="", file=sys.stderr)


def row(name, result):
    median = result["median"]
    paired = result["paired checks/idle"]
    decimals = 0 if median[IDLE] > 100 else 3
    times = "".join(
        f"{median[mode]:9.{decimals}f} ±{100 * result['spread'][mode]:4.1f}%"
        for mode in MODES
    )
    return (
        f"{name:<38.38}{times}{result['checks/idle']:9.3f}"
        f"  {paired['median']:.3f} ({paired['low']:.3f}-{paired['high']:.3f})"
        f"{result['checks/parse']:9.2f}"
    )


def print_table(results, overall, options, stream):
    unit = "million instructions" if options.instructions else "user seconds"
    print(
        f"{unit}, medians of {options.repeat} runs, ± half the "
        "interquartile range\n",
        file=stream,
    )
    heads = ("A checks", "B idle", "C parse")
    print(
        f"{'':<38}" + "".join(f"{head:>9}{'':7}" for head in heads)
        + f"{'A/B':>9}  {'pairs of A/B':<19}{'A/C':>9}",
        file=stream,
    )
    for result in results:
        print(row(os.path.basename(result["file"]), result), file=stream)
    print(row(f"all ({len(results)})", overall), file=stream)
    paired = overall["paired checks/idle"]
    print(
        f"\nThe checks add {100 * (overall['checks/idle'] - 1):+.1f} % to "
        "what clang-tidy takes "
        f"(pair by pair {100 * (paired['median'] - 1):+.1f} %, "
        f"from {100 * (paired['low'] - 1):+.1f} to "
        f"{100 * (paired['high'] - 1):+.1f} %; fastest runs "
        f"{100 * (overall['fastest checks/idle'] - 1):+.1f} %).",
        file=stream,
    )
    if paired["spread"] > 0.01:
        print(
            f"The machine is noisy (pairs scatter by "
            f"±{100 * paired['spread']:.1f} %): repeat with a higher -n.",
            file=stream,
        )


def main():
    options = parse_arguments()
    sources = sources_of(options)
    with tempfile.TemporaryDirectory() as folder:
        measure(sources, options, os.path.join(folder, "stderr"))
    if not sources:
        fail("no file compiles")

    unit = "million instructions" if options.instructions else "seconds"
    results = [
        {"file": source.file, unit: source.costs, **figures(source.costs)}
        for source in sources
    ]
    # All files of one round are one run of the whole.
    total = {
        mode: [sum(costs) for costs in zip(*(s.costs[mode] for s in sources))]
        for mode in MODES
    }
    overall = {unit: total, **figures(total)}
    # Noise only ever adds: the fastest run of each file has the least of it.
    fastest = {
        mode: sum(min(s.costs[mode]) for s in sources) for mode in MODES
    }
    overall["fastest"] = fastest
    overall["fastest checks/idle"] = fastest[CHECKS] / fastest[IDLE]
    print_table(
        results, overall, options,
        sys.stderr if options.json == "-" else sys.stdout,
    )
    if options.json:
        text = json.dumps(
            {"repeat": options.repeat, "checks": options.checks,
             "files": results, "overall": overall},
            indent=2,
        )
        if options.json == "-":
            print(text)
        else:
            Path(options.json).write_text(text + "\n")
    added = 100 * (overall["paired checks/idle"]["median"] - 1)
    if options.limit is not None and added > options.limit:
        fail(f"the checks add {added:.1f} %, more than {options.limit} %")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
