#!/usr/bin/env bash
# Writes the pictures in docs/images, of the report on the example project. It
# needs Chromium and Node.js, and a build of async-tidy (build/22).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

report=$(mktemp --suffix=.html)
trap 'rm -f "$report"' EXIT
build/22/bin/async-tidy -q --fail-on=never "--output=html:$report" example
mkdir -p docs/images
node test/tool/html/screenshot.js "$report" docs/images/report.png \
  --size=1100x1010 --select=q=fopen --open="'log' blocks" --scroll=0
# Smaller, where the program is installed.
! command -v optipng >/dev/null || optipng -quiet -o5 docs/images/report.png
