#!/usr/bin/env bash
# Makes all files of a release, with their checksums.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/release.sh [--output=FOLDER] [--snapshot] [--check] [--no-install]

Builds async-tidy against LLVM 22, and writes to FOLDER (default: build/release)
the Debian packages, the archive with the program alone, the sources, and
SHA256SUMS.

The version is that of CMakeLists.txt. The tree must be clean, CHANGELOG.md must
have a section of that version, and the tag v<version> must be on this commit.

  --output=FOLDER  where to write the files; the folder must be empty
  --snapshot       do not require a clean tree, the section and the tag
  --check          only check these
  --no-install     do not install packages
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
output=$root/build/release
snapshot=false
check_only=false
install=true
for arg in "$@"; do
  case $arg in
  -h | --help) usage && exit 0 ;;
  --output=?*) output=${arg#--output=} ;;
  --snapshot) snapshot=true ;;
  --check) check_only=true ;;
  --no-install) install=false ;;
  *) die "unknown argument '$arg' (see $0 --help)" ;;
  esac
done

version=$(sed -nE 's/^project\(async-tidy VERSION ([0-9.]+) .*/\1/p' \
  "$root/CMakeLists.txt")
[[ -n $version ]] || die "CMakeLists.txt has no version"
name=async-tidy-$version

if ! $snapshot; then
  changes=$(git -C "$root" status --porcelain)
  [[ -z $changes ]] || die "the tree has changes: commit or remove them first"
  grep -qE "^## \[${version//./\\.}\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$" \
    "$root/CHANGELOG.md" ||
    die "CHANGELOG.md has no section '## [$version] - YYYY-MM-DD'"
  [[ $(git -C "$root" rev-parse -q --verify "v$version^{commit}") == \
    "$(git -C "$root" rev-parse HEAD)" ]] ||
    die "the tag v$version is not on this commit: git tag v$version"
fi
! $check_only || exit 0

mkdir -p "$output"
output=$(cd "$output" && pwd)
[[ -z $(ls -A "$output") ]] || die "$output is not empty"

! $install || "$root/tool/install-packages.sh" --llvm=22 build clangd release
"$root/tool/build.sh"
"$root/tool/build.sh" --clangd --no-install >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for generator in DEB TXZ; do
  echo "packing $generator ..." >&2
  cpack --config "$root/build/22/CPackConfig.cmake" -G "$generator" \
    -B "$work" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    die "cpack -G $generator failed"
  }
done
mv "$work"/*.deb "$work"/*.tar.xz "$output"
git -C "$root" archive --prefix="$name/" HEAD |
  xz -T0 >"$output/$name-source.tar.xz"

cd "$output"
sha256sum -- * >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" .
ls -sh >&2
