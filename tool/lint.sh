#!/usr/bin/env bash
# The first command: installs missing packages, builds async-tidy unless a package
# of the same version is installed, and lints.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/lint.sh [--llvm=22|19] [--no-install] [ARGUMENT ...]

Installs missing packages, builds async-tidy unless a package of this version is
installed, and runs it with these arguments:
files, folders, -p BUILD for a compilation database, `fix` to apply the fixes.
Without arguments, or with options only, it lints the example project in
example/, whose files show every finding.

  --llvm=N      the LLVM version to build against (default: 22)
  --no-install  do not install packages
  -h, --help    show this help, and that of async-tidy

Exit code: 0 no findings (or the example), 1 findings, 2 usage error, 3 a file
could not be analysed.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
llvm=22
install=true
help=false
arguments=()
while (($#)); do
  case $1 in
  -h | --help) help=true ;;
  --llvm=22 | --llvm=19) llvm=${1#--llvm=} ;;
  --llvm=*) die "unknown LLVM '${1#--llvm=}': 22 and 19 are supported" ;;
  --no-install) install=false ;;
  --)
    arguments+=("$@")
    break
    ;;
  *) arguments+=("$1") ;;
  esac
  shift
done

program=$root/build/$llvm/bin/async-tidy
if $help; then
  usage
  [[ ! -x $program ]] || { echo && "$program" --help; }
  exit 0
fi
# An installed package of this version saves the build.
version=$(sed -n 's/^project(async-tidy VERSION \([0-9.]*\).*/\1/p' \
  "$root/CMakeLists.txt" 2>/dev/null || true)
installed=$(type -P async-tidy || true)
if [[ ! -x $program && -n $installed && -n $version ]] &&
  "$installed" --version 2>/dev/null |
  grep -q "^async-tidy $version (LLVM $llvm\."; then
  echo "using $installed" >&2
  program=$installed
else
  ! $install || "$root/tool/install-packages.sh" --llvm="$llvm" build
  "$root/tool/build.sh" --llvm="$llvm"
fi

# True if the arguments name something to lint, not only options.
names_something() {
  local argument is_value=false
  for argument; do
    if $is_value; then
      is_value=false
      continue
    fi
    case $argument in
    -p | -p=* | --p | --p=* | --) return 0 ;;
    --*=* | -j?* | -q | --quiet | --no-cache | --version) ;;
    -*) is_value=true ;; # Of an option that stands before it.
    *) return 0 ;;
    esac
  done
  return 1
}
! names_something "${arguments[@]}" || exec "$program" "${arguments[@]}"

# The folder only affects the printed paths, unless an option has a path.
((${#arguments[@]})) || cd "$root"
example=$root/example
[[ $PWD != "$root" ]] || example=example
status=0
"$program" "${arguments[@]}" "$example" || status=$?
((status <= 1)) || exit "$status"
echo "(the example is meant to have findings; lint your own code with" \
  "tool/lint.sh FILE..., FOLDER... or -p BUILD)" >&2
