#!/usr/bin/env bash
# The steps of the GitHub action in ../action.yml, which sets the variables.
set -euo pipefail

# Shown as an annotation of the run. Functions whose output is captured use it,
# too.
exec 3>&1
die() {
  echo "::error::async-tidy: $*" >&3
  exit 2
}

# Prints the path of file $1 next to the archive, after downloading it if the
# archive is on the web.
fetch() {
  local from=${ARCHIVE%/*}/$1
  [[ $ARCHIVE == */* ]] || from=./$1
  case $from in
  http://* | https://* | file://*)
    curl -fsSL --retry 3 -o "$work/$1" "$from" || die "cannot download $from"
    echo "$work/$1"
    ;;
  *) echo "$from" ;;
  esac
}

install() {
  if type -P async-tidy >/dev/null; then
    async-tidy --version
    return
  fi
  if [[ -z $ARCHIVE ]]; then
    [[ -n $ACTION_REPOSITORY && $ACTION_REF == v* ]] ||
      die "only the action's released versions (@v...) have an archive:" \
        "set 'archive', or put async-tidy into PATH"
    ARCHIVE=https://github.com/$ACTION_REPOSITORY/releases/download/$ACTION_REF
    ARCHIVE+=/async-tidy-${ACTION_REF#v}-$(uname -s)-$(uname -m).tar.xz
  fi
  local work file sums
  work=$(mktemp -d -p "${RUNNER_TEMP:-/tmp}" async-tidy.XXXXXX)
  file=$(fetch "${ARCHIVE##*/}")
  sums=$(fetch SHA256SUMS)
  [[ -f $file ]] || die "no such file: $file"
  [[ -f $sums ]] || die "no such file: $sums"
  # A line is the sum, two characters and the name.
  local want have
  want=$(awk -v Name="${ARCHIVE##*/}" 'substr($0, 67) == Name { print $1 }' \
    "$sums")
  have=$(sha256sum <"$file")
  [[ -n $want && $want == "${have%% *}" ]] ||
    die "$file is not the file that $sums lists"
  mkdir "$work/unpacked"
  tar -xf "$file" -C "$work/unpacked" --strip-components=1
  "$work/unpacked/bin/async-tidy" --version
  echo "$work/unpacked/bin" >>"$GITHUB_PATH"
}

lint() {
  local arguments more
  arguments=(-p "$BUILD" --output=text "--output=sarif:$SARIF")
  [[ -z $BASELINE ]] || arguments+=("--baseline=$BASELINE")
  # In a container, the checkout belongs to another user.
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory \
    GIT_CONFIG_VALUE_0=${GITHUB_WORKSPACE:-$PWD}
  local base=$DIFF
  case $DIFF in
  none) base= ;;
  auto) base=${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF} ;;
  esac
  if [[ -n $base ]]; then
    git merge-base "$base" HEAD >/dev/null 2>&1 ||
      die "the checkout has no common commit with '$base': set 'fetch-depth: 0'" \
        "for actions/checkout"
    arguments+=("--diff=$base")
  fi
  read -r -d '' -a more <<<"$ARGUMENTS" || true
  # Shows findings in the log as annotations.
  echo "::add-matcher::$ACTION_PATH/ci/problem-matcher.json"
  local status=0
  async-tidy "${arguments[@]}" ${more[@]+"${more[@]}"} || status=$?
  echo "::remove-matcher owner=async-tidy::"
  return "$status"
}

case ${1-} in
install | lint) "$1" ;;
*) die "usage: $0 install|lint" ;;
esac
