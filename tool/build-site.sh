#!/usr/bin/env bash
# Makes a static web site of the README and the pages in docs, with Sphinx.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/build-site.sh [--output=FOLDER] [--no-install]

Writes the site to FOLDER (default: build/site), and checks its links. It needs no
server: open index.html.

  --output=FOLDER  where to write the site; an older one there is replaced
  --no-install     do not install packages

Exit code: 0 the site was written, 1 a page has a warning or a broken link, 2
usage error.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
output=$root/build/site
install=true
for arg in "$@"; do
  case $arg in
  -h | --help) usage && exit 0 ;;
  --output=?*) output=${arg#--output=} ;;
  --no-install) install=false ;;
  *) die "unknown argument '$arg' (see $0 --help)" ;;
  esac
done

! $install || "$root/tool/install-packages.sh" site
type -P sphinx-build >/dev/null ||
  die "sphinx-build not found: tool/install-packages.sh site installs it"

# Never removes a folder that is something else.
[[ ! -e $output || -e $output/objects.inv || -z $(ls -A "$output") ]] ||
  die "$output is not a site"
rm -rf "$output"
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
sphinx-build -q -W --keep-going -j auto -b html -c "$root/docs" -d "$state" \
  "$root" "$output" >&2 || exit 1
rm "$output/.buildinfo"
# The README is the front page. Links to it stay as they are.
cp "$output/README.html" "$output/index.html"
"$root/test/check-site.py" "$output"
