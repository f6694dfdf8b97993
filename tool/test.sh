#!/usr/bin/env bash
# The second command: installs missing packages, builds and runs all tests.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/test.sh [--llvm=22|19] [-j N] [--full] [--no-install]
                    [-- ctest option ...]

Builds against LLVM 22 and then 19 (or the one named), each with its own
clang++, in build/22 and build/19, and runs all tests there.

  --llvm=N      build and test against this LLVM version only
  -j N          number of parallel compilers and tests (default: one per core)
  --full        compare the findings of async-tidy and the plugin in all test
                cases, instead of in a sample of them
  --no-install  do not install packages
  -- ...        further options for ctest, such as -R blocking-wait

Exit code: 0 all tests passed, 1 a build or a test failed, 2 usage error.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
versions=(22 19)
jobs=$(nproc 2>/dev/null || echo 2)
install=true
ctest_options=()
while (($#)); do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --llvm=22 | --llvm=19) versions=("${1#--llvm=}") ;;
  --llvm=*) die "unknown LLVM '${1#--llvm=}': 22 and 19 are supported" ;;
  --full) export ASYNC_TIDY_FULL_PARITY=1 ;;
  --no-install) install=false ;;
  -j)
    (($# > 1)) || die "-j needs a value"
    jobs=$2
    shift
    ;;
  -j*) jobs=${1#-j} ;;
  --)
    ctest_options=("${@:2}")
    break
    ;;
  *) die "unknown argument '$1' (see $0 --help)" ;;
  esac
  shift
done
[[ $jobs =~ ^[1-9][0-9]*$ ]] || die "-j needs a number, not '$jobs'"

if $install; then
  only=()
  ((${#versions[@]} > 1)) || only=(--llvm="${versions[0]}")
  "$root/tool/install-packages.sh" "${only[@]}" test
fi

failed=()
for llvm in "${versions[@]}"; do
  build=$root/build/$llvm
  if ! "$root/tool/build.sh" --llvm="$llvm" --tests -j "$jobs"; then
    failed+=("$llvm (build)")
    continue
  fi
  log=$build/test.log
  echo "testing against LLVM $llvm ..." >&2
  if ctest --test-dir "$build" --output-on-failure --no-tests=error \
    --timeout 900 -j "$jobs" ${ctest_options[@]+"${ctest_options[@]}"} \
    </dev/null >"$log" 2>&1; then
    echo "LLVM $llvm:"
    sed -n '/tests passed/,$p' "$log"
  else
    failed+=("$llvm (tests)")
    echo "LLVM $llvm:"
    # Shows failed tests with their output, and leaves out the others.
    grep -vE '^ *Start +[0-9]+: |  +Passed +[0-9.]+ sec$' "$log" || true
  fi
done
if ((${#failed[@]})); then
  text=$(printf ', LLVM %s' "${failed[@]}")
  echo "error: failed: ${text#, }" >&2
  exit 1
fi
