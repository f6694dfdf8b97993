#!/usr/bin/env python3
"""Measures what async-tidy's checks add to clangd's rebuild of a file after an
edit (see README.md)."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from bench import (  # noqa: E402
    ROOT, add_instructions, check_instructions, fail, spread,
)

EXAMPLE = (
    "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20/"
    "coroutines/chat_server.cpp"
)
ON, OFF = "on", "off"
# Those that clangd runs where nothing says which.
CLANGDS_OWN = (
    "readability-misleading-indentation,readability-deleted-default,"
    "bugprone-integer-division,bugprone-sizeof-expression,"
    "bugprone-suspicious-missing-comma,bugprone-unused-raii,"
    "bugprone-unused-return-value,misc-unused-using-decls,"
    "misc-unused-alias-decls,misc-definitions-in-headers"
)
CHECKS = {ON: f"{CLANGDS_OWN},async-*", OFF: CLANGDS_OWN}


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures the CPU time, or the instructions, that "
        "async-tidy-clangd spends on a file after an edit, with the async-* checks and without; "
        "alternating, with medians and their ratio.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        default=EXAMPLE,
        help="source (default: Boost.Asio's %(default)s)",
    )
    parser.add_argument(
        "--flags",
        default="-std=c++20",
        help="compiler flags (default: %(default)s)",
    )
    parser.add_argument(
        "-n",
        "--repeat",
        type=int,
        metavar="N",
        help="how many edits each process gets with the checks, and as many "
        "without (default: 10; with --instructions, 3)",
    )
    parser.add_argument(
        "--processes",
        type=int,
        metavar="N",
        help="how many processes, one after another (default: 10; with "
        "--instructions, 1)",
    )
    add_instructions(parser)
    parser.add_argument(
        "--limit",
        type=float,
        metavar="PERCENT",
        help="exit with 1 if the checks add more than this",
    )
    parser.add_argument("--clangd", metavar="FILE")
    options = parser.parse_args()
    if options.repeat is None:
        options.repeat = 3 if options.instructions else 10
    if options.processes is None:
        options.processes = 1 if options.instructions else 10
    check_instructions(options)
    if options.repeat < 1 or options.processes < 1:
        parser.error("-n and --processes need a number above 0")
    options.clangd = os.path.abspath(
        options.clangd or ROOT / "build/22/bin/async-tidy-clangd"
    )
    if not os.access(options.clangd, os.X_OK):
        fail(f"no {options.clangd}: run tool/build.sh --clangd")
    if not os.path.isfile(options.file):
        fail(f"no {options.file}: run tool/install-packages.sh bench")
    return options


class Clangd:
    """One process, which has both documents open: two would differ by more
    than what is measured."""

    def __init__(self, options, folder):
        self.log = open(folder / "clangd.log", "w+")
        # Where the instructions are dumped that have been counted.
        self.counts = folder / "counts" if options.instructions else None
        valgrind = [
            "valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no",
            f"--callgrind-out-file={self.counts}",
        ]
        self.process = subprocess.Popen(
            [*(valgrind if self.counts else []), options.clangd,
             "--background-index=0", "--log=error"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        self.send(
            "initialize",
            {"processId": os.getpid(), "rootUri": folder.as_uri(),
             "capabilities": {},
             "initializationOptions": {"clangdFileStatus": True}},
            id=1,
        )
        self.read_until(lambda message: message.get("id") == 1)
        self.send("initialized", {})

    def send(self, method, params, **more):
        body = json.dumps(
            {"jsonrpc": "2.0", "method": method, "params": params, **more}
        ).encode()
        self.process.stdin.write(
            b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        self.process.stdin.flush()

    def read(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                self.log.seek(0)
                fail(f"clangd has ended: {self.log.read()}")
            if line == b"\r\n":
                return json.loads(self.process.stdout.read(length))
            name, value = line.split(b":")
            if name.lower() == b"content-length":
                length = int(value)

    def read_until(self, is_wanted):
        while True:
            message = self.read()
            if is_wanted(message):
                return message

    def cpu_seconds(self):
        """Of all threads, those that have ended included."""
        # The clock that clock_getcpuclockid(3) gives.
        return time.clock_gettime(~self.process.pid << 3 | 2)

    def control_count(self, *arguments):
        subprocess.run(
            ["callgrind_control", *arguments, str(self.process.pid)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def cost_of(self, work):
        """What it takes to do this: milliseconds, or million instructions."""
        if not self.counts:
            before = self.cpu_seconds()
            work()
            return 1000 * (self.cpu_seconds() - before)
        self.control_count("--instr=on")
        work()
        self.control_count("--instr=off")
        self.control_count("--dump")
        total = 0
        for dump in self.counts.parent.glob(f"{self.counts.name}*"):
            counted = dump.read_text().rpartition("\ntotals:")[2].split()
            total += int(counted[0]) if counted else 0
            dump.unlink()
        return total / 1e6

    def stop(self):
        self.send("shutdown", None, id=2)
        self.read_until(lambda message: message.get("id") == 2)
        self.send("exit", None)
        self.process.wait()


class Document:
    """A copy of the file, in a folder that says which checks run."""

    def __init__(self, options, clangd, folder, mode):
        self.clangd = clangd
        self.file = folder / Path(options.file).name
        self.text = Path(options.file).read_text()
        self.version = 1
        self.findings = 0
        self.costs = []
        folder.mkdir()
        shutil.copy(options.file, self.file)
        (folder / ".clang-tidy").write_text(f"Checks: '{CHECKS[mode]}'\n")
        # It goes on long after the first answer.
        (folder / ".clangd").write_text("Index: {StandardLibrary: false}\n")
        (folder / "compile_flags.txt").write_text(
            "\n".join([*options.flags.split(), f"-I{Path(options.file).parent}"])
        )
        clangd.send(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.file.as_uri(), "languageId": "cpp",
                              "version": 1, "text": self.text}},
        )
        self.wait()

    def is_about(self, message, method):
        return (
            message.get("method") == f"textDocument/{method}"
            and message["params"]["uri"] == self.file.as_uri()
        )

    def wait(self):
        """Until all is done with this version."""
        diagnostics = self.clangd.read_until(
            lambda message: self.is_about(message, "publishDiagnostics")
            and message["params"].get("version") == self.version
        )["params"]["diagnostics"]
        errors = [each for each in diagnostics if each["severity"] == 1]
        if errors:
            fail(f"{self.file.name} does not compile: {errors[0]['message']}")
        self.findings = sum(
            str(each.get("code", "")).startswith("async-")
            for each in diagnostics
        )
        self.clangd.read_until(
            lambda message: self.is_about(message, "clangd.fileStatus")
            and message["params"]["state"] == "idle"
        )

    def edit(self):
        """Appends another declaration, and waits."""
        self.version += 1
        text = f"{self.text}\nextern int Edited{self.version};\n"
        self.clangd.send(
            "textDocument/didChange",
            {"textDocument": {"uri": self.file.as_uri(),
                              "version": self.version},
             "contentChanges": [{"text": text}]},
        )
        self.wait()


def run_process(options, modes):
    """The documents of one process, the one with the first mode opened first,
    after as many edits as the options say."""
    with tempfile.TemporaryDirectory() as scratch:
        clangd = Clangd(options, Path(scratch))
        documents = {
            mode: Document(options, clangd, Path(scratch, mode), mode)
            for mode in modes
        }
        for document in documents.values():
            document.edit()  # The first one warms up.
        for round in range(options.repeat):
            # Neither always comes first.
            for mode in modes if round % 2 else modes[::-1]:
                document = documents[mode]
                document.costs.append(clangd.cost_of(document.edit))
        clangd.stop()
    return documents


def main():
    options = parse_arguments()
    costs = {ON: [], OFF: []}
    ratios = []
    for number in range(options.processes):
        # What is opened first lies elsewhere in memory, for good.
        documents = run_process(options, (ON, OFF) if number % 2 else (OFF, ON))
        medians = {}
        for mode, document in documents.items():
            costs[mode] += document.costs
            medians[mode] = statistics.median(document.costs)
        ratios.append(medians[ON] / medians[OFF])
    print(
        f"{options.file}, {options.processes} processes, "
        f"{options.repeat} edits each way"
    )
    unit = (
        "million instructions" if options.instructions else "ms of CPU time"
    )
    for mode in (ON, OFF):
        median = statistics.median(costs[mode])
        print(
            f"  checks {mode:3}  {median:7.1f} {unit}, "
            f"noise {median * spread(costs[mode]):.1f}, "
            f"{documents[mode].findings} findings"
        )
    pairs = [on / off for on, off in zip(costs[ON], costs[OFF])]
    fastest = min(costs[ON]) / min(costs[OFF])
    print(
        f"  ratio, by process     {statistics.median(ratios):.3f} "
        f"({min(ratios):.3f}-{max(ratios):.3f})"
    )
    print(f"  ratio, edit by edit   {statistics.median(pairs):.3f}")
    print(f"  ratio of the fastest  {fastest:.3f}")
    added = 100 * (statistics.median(pairs) - 1)
    if options.limit is not None and added > options.limit:
        fail(f"the checks add {added:.1f} %, more than {options.limit} %")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
