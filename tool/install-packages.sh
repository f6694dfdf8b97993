#!/usr/bin/env bash
# Installs the packages that async-tidy needs and that are missing, with apt; if
# none are, it needs neither root nor network. Packages that conflict with these
# are unpacked in build/unpacked instead, for tests that read their headers.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/install-packages.sh [--llvm=22|19] [--list]
                                build|test|clangd|bench|release|site ...

Installs with apt those packages that are missing and needed to
  build   build and run the plugin and the tool (LLVM 22, unless --llvm names
          another version)
  test    run all tests (LLVM 22 and 19, unless --llvm names one); headers of
          packages that conflict with others are unpacked in build/unpacked
  clangd  link async-tidy-clangd, for editors
  bench   run the benchmark (the packages of build, Boost 1.81 with its
          examples, and valgrind)
  release make packages, with those of build and clangd
  site    make a web site of the documentation

  --llvm=N  the LLVM version
  --list    only print the packages of these groups
END
}

llvm_packages() { echo "clang-$1 clang-tidy-$1 libclang-$1-dev llvm-$1-dev"; }

llvm=
list_only=false
groups=()
for arg in "$@"; do
  case $arg in
  -h | --help) usage && exit 0 ;;
  --llvm=22 | --llvm=19) llvm=${arg#--llvm=} ;;
  --llvm=*) die "unknown LLVM '${arg#--llvm=}': 22 and 19 are supported" ;;
  --list) list_only=true ;;
  build | test | clangd | bench | release | site) groups+=("$arg") ;;
  *) die "unknown argument '$arg' (see $0 --help)" ;;
  esac
done
((${#groups[@]})) || 
  die "name at least one group: build, test, clangd, bench, release or site"

unpacked=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/build/unpacked
clangd_packages="libgrpc++-dev libprotobuf-dev"
site_packages="python3-sphinx python3-myst-parser furo"
packages=(cmake ninja-build python3)
aside=()
for group in "${groups[@]}"; do
  case $group in
  build) versions=${llvm:-22} more="libsqlite3-dev zlib1g-dev libzstd-dev" ;;
  test)
    versions=${llvm:-22 19}
    more="clang-format-22 libgtest-dev libgmock-dev libboost1.81-dev"
    more+=" libboost-thread1.81-dev libasio-dev qcoro-qt6-dev qt6-base-dev"
    more+=" libtbb-dev libpq-dev libmariadb-dev libsqlite3-dev libhiredis-dev"
    more+=" libcurl4-openssl-dev libcapnp-dev librdkafka-dev libzmq3-dev cppzmq-dev libsdbus-c++-dev libssl-dev"
    more+=" zlib1g-dev libzstd-dev liblz4-dev $clangd_packages neovim"
    more+=" git nodejs"
    # What runs the files for continuous integration.
    more+=" curl pre-commit python3-yaml xz-utils"
    more+=" $site_packages"
    # Shells that complete command lines, and the viewer of the manual page.
    more+=" zsh fish man-db"
    # The browser that shows a report.
    more+=" chromium"
    # Builds that compatibility is tested with.
    more+=" g++ make meson g++-aarch64-linux-gnu"
    # Node.js from elsewhere includes npm and conflicts with Debian's.
    type -P npm >/dev/null || more+=" npm"
    # It depends on another Boost, but its headers compile with this one.
    aside+=(libcpprest-dev)
    ;;
  clangd)
    versions=${llvm:-22}
    more="libsqlite3-dev $clangd_packages"
    ;;
  release)
    versions=
    more="dpkg-dev file git xz-utils"
    ;;
  site)
    versions=
    more=$site_packages
    ;;
  bench)
    versions=${llvm:-22}
    more="libsqlite3-dev zlib1g-dev libzstd-dev"
    more+=" libboost1.81-dev libboost1.81-doc valgrind"
    ;;
  esac
  for version in $versions; do
    read -ra names <<<"$(llvm_packages "$version")"
    packages+=("${names[@]}")
  done
  read -ra names <<<"$more"
  packages+=("${names[@]}")
done
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | awk '!Seen[$0]++')

if $list_only; then
  printf '%s\n' "${packages[@]}"
  exit 0
fi

for command in dpkg-query apt-get apt-cache; do
  command -v "$command" >/dev/null ||
    die "$command not found (not Debian or Ubuntu?): install by hand what these" \
      "packages hold, then run with --no-install: ${packages[*]}"
done

# Prints those of its arguments that are not installed, one per line.
missing_of() {
  local states
  states=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" \
    2>/dev/null || true)
  local name
  for name in "$@"; do
    grep -qx -- "$name installed" <<<"$states" || echo "$name"
  done
}

mapfile -t missing < <(missing_of "${packages[@]}")
missing_aside=()
for name in ${aside[@]+"${aside[@]}"}; do
  [[ -d $unpacked/$name ]] || missing_aside+=("$name")
done
((${#missing[@]} + ${#missing_aside[@]})) || exit 0

# Boost's -dev packages of two versions cannot be installed together, and apt
# would solve that by removing the user's.
if [[ " ${missing[*]} " == *" libboost1.81-dev "* ]]; then
  other=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' \
    'libboost-dev' 'libboost1.*-dev' 2>/dev/null |
    awk '$2 == "installed" && $1 ~ /^libboost(1\.[0-9]+)?-dev$/ {
           printf "%s%s", Sep, $1; Sep = " " }' || true)
  [[ -z $other ]] ||
    die "libboost1.81-dev cannot be installed beside $other:" \
      "remove that first (apt-get remove $other)"
fi

as_root=()
# Becomes root, or fails with the command to run by hand.
become_root() {
  ((EUID != 0 && ${#as_root[@]} == 0)) || return 0
  command -v sudo >/dev/null ||
    die "packages are missing and this is not root: run as root: $*"
  as_root=(sudo)
  [[ -t 0 ]] || as_root+=(-n)
  "${as_root[@]}" true 2>/dev/null ||
    die "packages are missing and sudo failed: run as root: $*"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log

# Runs apt-get, and keeps its output for failures only.
apt_get() {
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    LC_ALL=C.UTF-8 apt-get -q -y -o Dpkg::Use-Pty=0 \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" \
    </dev/null >"$log" 2>&1
}

# The error, in one line.
apt_errors() {
  local errors
  errors=$(grep -E '^([EW]|dpkg): ' "$log" | sed 's/^[EW]: //' | tail -n 3 |
    paste -sd ';' | sed 's/;/; /g')
  echo "${errors:-$(tail -n 1 "$log")}"
}

# Prints those of its arguments that apt has no version of.
unknown_of() {
  local known
  known=$(LC_ALL=C apt-cache policy "$@" 2>/dev/null |
    awk '/^[^ ]/ { Name = $1; sub(/:$/, "", Name) }
         $1 == "Candidate:" && $2 != "(none)" { print Name }')
  local name
  for name in "$@"; do
    grep -qx -- "$name" <<<"$known" || echo "$name"
  done
}

updated=false
update_errors=
update() {
  echo "updating apt's package lists ..." >&2
  # It may fail because of an unrelated repository, and succeed although a list
  # could not be fetched: only whether the packages are known matters.
  become_root apt-get update
  apt_get update || true
  ! grep -qE '^(E: |W: Some index files failed)' "$log" ||
    update_errors=" (apt-get update: $(apt_errors))"
  updated=true
}

wanted=(${missing[@]+"${missing[@]}"} ${missing_aside[@]+"${missing_aside[@]}"})
((${#missing[@]} == 0)) ||
  become_root apt-get install --no-install-recommends "${missing[@]}"
mapfile -t unknown < <(unknown_of "${wanted[@]}")
if ((${#unknown[@]})); then
  update
  mapfile -t unknown < <(unknown_of "${wanted[@]}")
fi
if ((${#unknown[@]})); then
  hint=$update_errors
  [[ -n $hint || ${unknown[*]} != *clang* ]] ||
    hint=" (Debian 12: bookworm-security; others: https://apt.llvm.org)"
  die "apt knows no package ${unknown[*]}:" \
    "add a repository that has it and run again$hint"
fi

# Runs apt-get twice if necessary: old lists name versions that the mirror no
# longer has.
apt_get_fresh() {
  ! apt_get "$@" || return 0
  $updated || update
  apt_get "$@" || die "apt-get $1 failed: $(apt_errors)"
}

if ((${#missing[@]})); then
  echo "installing ${missing[*]} ..." >&2
  # --no-remove: never replace the user's packages with ours.
  apt_get_fresh install --no-install-recommends --no-remove "${missing[@]}"
fi

# Downloads stay in the current folder, and belong to the user.
cd "$work"
for name in ${missing_aside[@]+"${missing_aside[@]}"}; do
  echo "unpacking $name in $unpacked ..." >&2
  as_root=()
  apt_get_fresh download "$name"
  mkdir -p "$unpacked"
  # A partial package must not be mistaken for a complete one.
  part=$(mktemp -d -p "$unpacked")
  chmod 755 "$part"
  dpkg-deb -x "$name"_*.deb "$part" 2>"$log" ||
    die "cannot unpack $name: $(apt_errors)"
  mv -T "$part" "$unpacked/$name"
done
