#!/usr/bin/env bash
# Builds ci/bazel/example with the aspects of ci/bazel/async_tidy.bzl, without
# network. Needs Debian's bazel-bootstrap, and gcc.
#
# usage: test/cluster/bazel.sh [ASYNC_TIDY]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(realpath "${1:-$root/build/22/bin/async-tidy}")
type -P bazel >/dev/null || {
  echo "bazel not found: apt-get install bazel-bootstrap" >&2
  exit 77
}

work=$(mktemp -d)
finish() {
  local status=$?
  ((status == 0)) || cat "$work/log" >&2 || true
  (cd "$work/example" && bazel --output_user_root="$work/out" shutdown) \
    >/dev/null 2>&1 || true
  chmod -R u+w "$work"
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

cp -r "$root/ci/bazel/example" "$work/example"
cd "$work/example"
mkdir -p tools/async_tidy release/bin
cp "$root"/ci/bazel/{async_tidy.bzl,BUILD.release} tools/async_tidy
touch tools/async_tidy/BUILD
cp "$program" release/bin/async-tidy

# Bazel's own rules want these from the network.
for name in rules_cc/cc:library:binary:import:toolchain:toolchain_suite \
  rules_java/java:library:binary:import:toolchain:runtime; do
  folder=${name%%:*}
  language=${folder#*/}
  mkdir -p "$work/$folder"
  touch "$work/$folder/BUILD"
  echo "workspace(name = '${folder%/*}')" >"$work/${folder%/*}/WORKSPACE"
  IFS=: read -ra kinds <<<"${name#*:}"
  for kind in "${kinds[@]}"; do
    echo "${language}_$kind = native.${language}_$kind"
  done >"$work/$folder/defs.bzl"
done

# Builds an output group; the log has the actions that ran.
build() {
  bazel --output_user_root="$work/out" build --noshow_progress -s \
    --override_repository=rules_cc="$work/rules_cc" \
    --override_repository=rules_java="$work/rules_java" \
    --@async_tidy//:config=//:async_tidy_config \
    --@async_tidy//:index=//:index \
    --aspects=//tools/async_tidy:async_tidy.bzl%async_tidy_aspect \
    --output_groups="$1" -k //... >"$work/log" 2>&1
}
expect() {
  "$@" || { echo "error: not so: $*" >&2 && exit 1; }
}
actions() { grep -c "^SUBCOMMAND: # .*action 'async-tidy $1'" "$work/log" || true; }

build async_tidy
# A call into another file blocks.
expect grep -q "^serve.cpp:5:3: warning: 'save' blocks .*async-blocking-call" \
  bazel-bin/serve/serve.cpp.async-tidy.txt
expect test ! -s bazel-bin/disk/save/save.cpp.async-tidy.txt
# A file is summarized, and then checked.
expect test "$(actions serve.cpp)" = 2
expect test "$(actions disk/save.cpp)" = 2

# Nothing has changed.
build async_tidy
expect test "$(actions '.*')" = 0

# Only this file is checked again: it does the same as before.
echo '// A comment.' >>disk/save.cpp
build async_tidy
expect test "$(actions disk/save.cpp)" = 2
expect test "$(actions serve.cpp)" = 0

# Findings fail this group, and are shown.
status=0
build async_tidy_test || status=$?
expect test "$status" = 1
expect grep -q "^serve.cpp:5:3: warning: 'save' blocks" "$work/log"

# It blocks no longer, which concerns the other file as well.
sed -i 's/fsync(File);//' disk/save.cpp
build async_tidy_test
expect test "$(actions serve.cpp)" = 1
echo "passed"
