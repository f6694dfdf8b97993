#!/usr/bin/env python3
"""Follows a Dockerfile without Docker.

usage: run-dockerfile.py DOCKERFILE CONTEXT BASE OUT [COMMAND ...]

Each stage starts as a copy of the folder BASE, whatever its image is, and runs
its steps with chroot. The last one becomes the folder OUT. COMMAND runs there;
without it, that of CMD does.

An instruction that this script does not know is an error.
"""

import glob
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys


def instructions(text):
    """Yields the instructions: their names and their arguments."""
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.M)
    for line in text.replace("\\\n", "").splitlines():
        if line.strip():
            name, _, arguments = line.strip().partition(" ")
            yield name, arguments.strip()


class Stage:
    def __init__(self, root, base):
        self.root = root
        # With symbolic links, such as /bin.
        subprocess.run(["cp", "-a", base, root], check=True)
        self.folder = "/"
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:"
                                    "/usr/bin:/sbin:/bin"}

    def run(self, command):
        change = ["chroot"]
        if os.geteuid() != 0:
            change = ["unshare", "--map-root-user", "chroot"]
        script = 'cd "$1" && shift && exec "$@"'
        return subprocess.run([*change, self.root, "/bin/sh", "-c", script,
                               "sh", self.folder, *command],
                              env=self.environment).returncode

    def path(self, name):
        """The place of the file `name` of the image."""
        name = os.path.join(self.folder, name)
        return os.path.join(self.root, name.lstrip("/"))


def copy(arguments, target, stages, context):
    words = shlex.split(arguments)
    source = None
    if words[0].startswith("--from="):
        source = stages[words.pop(0).removeprefix("--from=")]
    *names, into = words
    place = target.path(into)
    for name in names:
        pattern = source.path(name) if source else os.path.join(context, name)
        found = glob.glob(pattern)
        if not found:
            sys.exit(f"COPY: there is no {name}")
        for each in found:
            os.makedirs(place if into.endswith("/") else
                        os.path.dirname(place), exist_ok=True)
            if os.path.isdir(each):
                # Its contents, not the folder itself.
                shutil.copytree(each, place, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy(each, place)


def main(dockerfile, context, base, out, *command):
    stages = {}
    stage = None
    for name, arguments in instructions(pathlib.Path(dockerfile).read_text()):
        if name == "FROM":
            alias = re.fullmatch(r"(\S+)(?: AS (\S+))?", arguments)[2]
            stage = Stage(f"{out}.{len(stages)}", base)
            stages[alias or len(stages)] = stage
        elif name == "RUN":
            status = stage.run(["/bin/sh", "-c", arguments])
            if status:
                print(f"RUN {arguments}: exit code {status}", file=sys.stderr)
                return 125
        elif name == "COPY":
            copy(arguments, stage, stages, context)
        elif name == "WORKDIR":
            stage.folder = os.path.join(stage.folder, arguments)
            os.makedirs(stage.path("."), exist_ok=True)
        elif name == "ENV":
            key, _, value = arguments.partition("=")
            stage.environment[key] = value
        elif name == "CMD":
            default = json.loads(arguments)
        else:
            sys.exit(f"{name}: this instruction is not supported")
    os.rename(stage.root, out)
    stage.root = out
    return stage.run(command or default)


sys.exit(main(*sys.argv[1:]))
