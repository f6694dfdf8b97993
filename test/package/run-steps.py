#!/usr/bin/env python3
# Part of the async-tidy Project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the steps of a GitHub action or of a GitLab job, as their runners do.

usage: run-steps.py github ACTION-FOLDER [INPUT=VALUE ...]
       run-steps.py gitlab FILE JOB [VARIABLE=VALUE ...]

Only what the files of this project use is supported; anything else is an error.
A step that uses another action is printed with its inputs, and not run.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml


def github(folder, *inputs):
    action = yaml.safe_load(pathlib.Path(folder, "action.yml").read_text())
    if action["runs"]["using"] != "composite":
        sys.exit("not a composite action")
    values = {f"inputs.{name}": str(each.get("default", ""))
              for name, each in action["inputs"].items()}
    for each in inputs:
        name, value = each.split("=", 1)
        if f"inputs.{name}" not in values:
            sys.exit(f"unknown input {name}")
        values[f"inputs.{name}"] = value
    values["github.action_path"] = folder
    for name in ("repository", "ref"):
        values[f"github.action_{name}"] = os.environ.get(
            f"TEST_ACTION_{name.upper()}", "")

    def expand(text):
        # An unknown name is an error in this script.
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}",
                      lambda match: values[match[1]], str(text))

    def is_wanted(condition, failed):
        """Supports `always() && inputs.NAME == 'VALUE'` and parts of it."""
        condition = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", condition).strip()
        parts = [part.strip() for part in condition.split("&&") if part]
        if "always()" in parts:
            parts.remove("always()")
        elif failed:
            return False
        for part in parts:
            name, value = re.fullmatch(r"([\w.-]+) == '([^']*)'", part).groups()
            if values[name] != value:
                return False
        return True

    status = 0
    with tempfile.TemporaryDirectory() as temp:
        path_file = pathlib.Path(temp, "path")
        path_file.write_text("")
        env = os.environ | {"GITHUB_PATH": str(path_file), "RUNNER_TEMP": temp}
        for step in action["runs"]["steps"]:
            if not is_wanted(step.get("if", ""), status):
                continue
            if "uses" in step:
                arguments = {name: expand(value)
                             for name, value in step["with"].items()}
                print("uses", step["uses"], json.dumps(arguments), flush=True)
                continue
            for line in path_file.read_text().splitlines():
                env["PATH"] = line + ":" + env["PATH"]
            path_file.write_text("")
            result = subprocess.run(
                [step["shell"], "--noprofile", "--norc", "-eo", "pipefail",
                 "-c", expand(step["run"])],
                env=env | {name: expand(value)
                           for name, value in step.get("env", {}).items()})
            status = status or result.returncode
    return status


def gitlab(file, job, *variables):
    script = yaml.safe_load(pathlib.Path(file).read_text())[job]
    env = dict(os.environ)
    env |= {name: str(value) for name, value in script["variables"].items()}
    env |= dict(each.split("=", 1) for each in variables)
    # All lines run in one shell, which ends with the first that fails.
    text = "\n".join(["set -e", *script.get("before_script", []),
                      *script["script"]])
    status = subprocess.run(["sh", "-c", text], env=env).returncode
    for report in script["artifacts"]["reports"].values():
        if not os.path.exists(report):
            sys.exit(f"no artifact {report}")
    return status


sys.exit({"github": github, "gitlab": gitlab}[sys.argv[1]](*sys.argv[2:]))
