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

ROOT = Path(__file__).resolve().parents[2]
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


def fail(message):
    sys.exit(f"error: {message}")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures the CPU time that async-tidy-clangd spends on a "
        "file after an edit, with the async-* checks and without; "
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
        default=40,
        metavar="N",
        help="how many edits with the checks, and as many without "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--limit",
        type=float,
        metavar="PERCENT",
        help="exit with 1 if the checks add more than this",
    )
    parser.add_argument("--clangd", metavar="FILE")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error("-n needs a number above 0")
    options.clangd = os.path.abspath(
        options.clangd or ROOT / "build/22/bin/async-tidy-clangd"
    )
    if not os.access(options.clangd, os.X_OK):
        fail(f"no {options.clangd}: run tool/build.sh --clangd")
    if not os.path.isfile(options.file):
        fail(f"no {options.file}: run tool/install-packages.sh bench")
    return options


class Clangd:
    """One process, with one open file."""

    def __init__(self, options, folder, mode):
        self.file = folder / Path(options.file).name
        self.text = Path(options.file).read_text()
        self.version = 1
        self.findings = 0
        self.seconds = []
        shutil.copy(options.file, self.file)
        (folder / ".clang-tidy").write_text(f"Checks: '{CHECKS[mode]}'\n")
        # It goes on long after the first answer.
        (folder / ".clangd").write_text("Index: {StandardLibrary: false}\n")
        (folder / "compile_flags.txt").write_text(
            "\n".join([*options.flags.split(), f"-I{Path(options.file).parent}"])
        )
        self.log = open(folder / "clangd.log", "w+")
        self.process = subprocess.Popen(
            [options.clangd, "--background-index=0", "--log=error"],
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
        self.send(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.file.as_uri(), "languageId": "cpp",
                              "version": 1, "text": self.text}},
        )
        self.wait()

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

    def wait(self):
        """Until all is done with this version."""
        diagnostics = self.read_until(
            lambda message: message.get("method")
            == "textDocument/publishDiagnostics"
            and message["params"].get("version") == self.version
        )["params"]["diagnostics"]
        errors = [each for each in diagnostics if each["severity"] == 1]
        if errors:
            fail(f"{self.file.name} does not compile: {errors[0]['message']}")
        self.findings = sum(
            str(each.get("code", "")).startswith("async-")
            for each in diagnostics
        )
        self.read_until(
            lambda message: message.get("method")
            == "textDocument/clangd.fileStatus"
            and message["params"]["state"] == "idle"
        )

    def edit(self):
        """Appends another declaration; returns the CPU time that it took."""
        before = self.cpu_seconds()
        self.version += 1
        text = f"{self.text}\nextern int Edited{self.version};\n"
        self.send(
            "textDocument/didChange",
            {"textDocument": {"uri": self.file.as_uri(),
                              "version": self.version},
             "contentChanges": [{"text": text}]},
        )
        self.wait()
        self.seconds.append(self.cpu_seconds() - before)

    def stop(self):
        self.send("shutdown", None, id=2)
        self.read_until(lambda message: message.get("id") == 2)
        self.send("exit", None)
        self.process.wait()


def main():
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as scratch:
        servers = {}
        for mode in (ON, OFF):
            folder = Path(scratch) / mode
            folder.mkdir()
            servers[mode] = Clangd(options, folder, mode)
        for round in range(options.repeat + 1):
            # Neither always comes first.
            for mode in ((ON, OFF), (OFF, ON))[round % 2]:
                servers[mode].edit()
        for server in servers.values():
            server.stop()

    # The first round warms up.
    seconds = {mode: servers[mode].seconds[1:] for mode in servers}
    medians = {mode: statistics.median(seconds[mode]) for mode in servers}
    pairs = [on / off for on, off in zip(seconds[ON], seconds[OFF])]
    print(f"{options.file}, {options.repeat} edits each way")
    for mode in servers:
        quarters = statistics.quantiles(seconds[mode], n=4, method="inclusive") \
            if options.repeat > 1 else [medians[mode]] * 3
        print(
            f"  checks {mode:3}  {1000 * medians[mode]:7.1f} ms of CPU time, "
            f"noise {500 * (quarters[2] - quarters[0]):.1f} ms, "
            f"{servers[mode].findings} findings"
        )
    print(f"  ratio of the medians      {medians[ON] / medians[OFF]:.3f}")
    print(f"  median of the pairs       {statistics.median(pairs):.3f}")
    print(
        "  ratio of the fastest      "
        f"{min(seconds[ON]) / min(seconds[OFF]):.3f}"
    )
    added = 100 * (statistics.median(pairs) - 1)
    if options.limit is not None and added > options.limit:
        fail(f"the checks add {added:.1f} %, more than {options.limit} %")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
