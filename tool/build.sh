#!/usr/bin/env bash
# Configures and builds async-tidy in build/<LLVM>, unless it is up to date.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/build.sh [--llvm=22|19] [--clangd] [--tests] [-j N] [--no-install]

Builds the plugin, build/<LLVM>/lib/libAsyncTidy.so, and the command line tool,
build/<LLVM>/bin/async-tidy, unless they are up to date.

  --llvm=N      the LLVM version to build against (default: 22)
  --clangd      build clangd with the checks linked in, for editors, instead of
                the plugin: installs missing packages and prints its path
  --tests       build everything, including the tests
  -j N          number of parallel compilers (default: one per core)
  --no-install  do not install packages
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
llvm=22
clangd=false
tests=OFF
install=true
jobs=$(nproc 2>/dev/null || echo 2)
while (($#)); do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --llvm=22 | --llvm=19) llvm=${1#--llvm=} ;;
  --llvm=*) die "unknown LLVM '${1#--llvm=}': 22 and 19 are supported" ;;
  --clangd) clangd=true ;;
  --tests) tests=ON ;;
  --no-install) install=false ;;
  -j) jobs=${2-} && shift ;;
  -j*) jobs=${1#-j} ;;
  *) die "unknown argument '$1' (see $0 --help)" ;;
  esac
  shift || die "-j needs a number"
done
[[ $jobs =~ ^[1-9][0-9]*$ ]] || die "-j needs a number, not '$jobs'"

if $clangd && $install; then
  "$root/tool/install-packages.sh" --llvm="$llvm" clangd
fi

# Use the compiler of the same LLVM, so that one set of packages is enough.
compiler=
for candidate in "/usr/lib/llvm-$llvm/bin/clang" "$(type -P "clang-$llvm")"; do
  [[ ! -x $candidate ]] || { compiler=$candidate && break; }
done
compiler_cxx=$(basename "$compiler")
compiler_cxx=${compiler_cxx/clang/clang++}
[[ -n $compiler ]] ||
  die "clang-$llvm not found: run tool/install-packages.sh --llvm=$llvm build"
for command in cmake ninja; do
  type -P "$command" >/dev/null ||
    die "$command not found: run tool/install-packages.sh build"
done

build=$root/build/$llvm
log=$build/build.log
mkdir -p "$build" 2>/dev/null || die "cannot create the folder $build"
# Two runs at the same time would write the same files.
if type -P flock >/dev/null; then
  exec 9>"$build/.lock"
  flock -n 9 || {
    echo "waiting for another build in $build ..." >&2
    flock 9
  }
fi

cached() {
  sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt" 2>/dev/null || true
}

# Shows the relevant output of a failed step and exits.
fail() {
  grep -E -A 4 'error: |CMake Error' "$log" | head -n 40 >&2 || true
  die "$1 against LLVM $llvm failed; see $log for the full output"
}

fresh=()
if [[ ! -f $build/build.ninja || $(cached ASYNC_TIDY_LLVM) != "$llvm" ||
  $(cached CMAKE_HOME_DIRECTORY) != "$root" ]]; then
  # Leftovers of a folder that has moved, or of a failed attempt.
  fresh=(--fresh)
fi
# Its libraries may have been installed since CMake last looked.
lacks_clangd() {
  { $clangd || [[ $tests == ON ]]; } &&
    ! grep -q '^build async-tidy-clangd: ' "$build/build.ninja"
}
if ((${#fresh[@]})) || lacks_clangd || [[ $tests == ON &&
  $(cached ASYNC_TIDY_TESTS) != ON ]]; then
  echo "configuring for LLVM $llvm ..." >&2
  cmake "${fresh[@]}" -S "$root" -B "$build" -G Ninja \
    -DASYNC_TIDY_LLVM="$llvm" -DASYNC_TIDY_TESTS="$tests" \
    -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_CXX_COMPILER="$(dirname "$compiler")/$compiler_cxx" \
    </dev/null >"$log" 2>&1 || fail "configuring"
fi

if lacks_clangd; then
  why=$(grep -o 'async-tidy-clangd is not built: .*' "$log" || true)
  ! $clangd || die "${why:-async-tidy-clangd is switched off in $build}"
  echo "note: ${why:-async-tidy-clangd is switched off}" >&2
fi

targets=(AsyncTidyPlugin async-tidy async-tidy-pages)
if $clangd; then
  targets=(async-tidy-clangd)
fi
[[ $tests == OFF ]] || targets=(all)
# Passes on the output of ninja, estimates its time, and shows its progress on a
# terminal.
show_progress() {
  local line steps= minutes unit
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line =~ ^\[[0-9]+/([0-9]+)\] ]] || continue
    # The first steps may be those of CMake.
    if [[ -z $steps ]] && ((BASH_REMATCH[1] > 2)); then
      steps=${BASH_REMATCH[1]}
      # A step takes a core three to four seconds.
      minutes=$(((steps * 7 / 2 / jobs + 59) / 60))
      unit=minutes
      ((minutes > 1)) || unit=minute
      [[ ! -t 2 ]] || printf '\r\e[K' >&2
      echo "$steps steps, about $minutes $unit" >&2
    fi
    [[ ! -t 2 ]] ||
      printf '\r\e[K%.*s' "$((${COLUMNS:-80} - 1))" "$line" >&2
  done
  [[ ! -t 2 ]] || printf '\r\e[K' >&2
}

if ! ninja -C "$build" -n "${targets[@]}" 2>/dev/null |
  grep -q 'no work to do'; then
  echo "building against LLVM $llvm ..." >&2
  ninja -C "$build" -j "$jobs" "${targets[@]}" </dev/null 2>&1 |
    show_progress >"$log" || fail "the build"
fi
! $clangd || echo "$build/bin/async-tidy-clangd"
