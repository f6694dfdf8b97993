#!/usr/bin/env bash
# The first command: installs what is missing, builds the plugin and lints.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: tool/lint.sh [option ...] [FILE | DIRECTORY ...] [-- compiler flag ...]

Lints C++ sources for misuse of asynchrony: the files; the sources below the
directories, of which a compile database knows, if there is one; or all files
of the database. With none of these, the example project in example/, whose
files show every finding.

  -p DIR         take files and flags from DIR/compile_commands.json
  --checks=LIST  run these checks only, as clang-tidy names them (async-*, less
                 what a .clang-tidy beside the file switches off)
  --fix          apply the fixes of warnings
  --fix-notes    apply the fixes of warnings, and of notes where there is one
  --llvm=22|19   which clang-tidy (22)
  -j N           how many files at a time (one per core)
  --no-install   install nothing: the packages came some other way
  -h, --help     this page

Without -p and without flags after --, flags come from compile_commands.json,
build/compile_commands.json or compile_flags.txt in the nearest folder above
the file; where there is none, the flag is -std=c++20.

Exit code: 0 nothing found (or the example), 1 findings, 2 wrong use or a file
that could not be checked.
END
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
llvm=22
jobs=$(nproc 2>/dev/null || echo 2)
checks=
database=
fix=
install=true
has_flags=false
flags=()
inputs=()

while (($#)); do
  case $1 in
  -h | --help) usage && exit 0 ;;
  --llvm=22 | --llvm=19) llvm=${1#--llvm=} ;;
  --llvm=*) die "unknown LLVM '${1#--llvm=}': 22 and 19 are supported" ;;
  --checks=?*) checks=${1#--checks=} ;;
  --checks | --checks=) die "--checks needs a list: --checks=async-fake-async" ;;
  --fix | --fix-notes) fix=$1 ;;
  --no-install) install=false ;;
  -p | -j)
    (($# > 1)) || die "$1 needs a value"
    if [[ $1 == -p ]]; then database=$2; else jobs=$2; fi
    shift
    ;;
  -p=*) database=${1#-p=} ;;
  -j*) jobs=${1#-j} ;;
  --)
    has_flags=true
    flags=("${@:2}")
    break
    ;;
  -*) die "unknown option '$1' (see $0 --help)" ;;
  '') die "a file name is empty" ;;
  *) inputs+=("$1") ;;
  esac
  shift
done
[[ $jobs =~ ^[1-9][0-9]*$ ]] || die "-j needs a number, not '$jobs'"
[[ -z $database ]] || ! $has_flags ||
  die "-p and flags after -- exclude each other"
# A header that many files include must not be fixed by two at a time.
[[ -z $fix ]] || jobs=1

example=false
if ((${#inputs[@]} == 0)) && [[ -z $database ]]; then
  ! $has_flags || die "flags after -- need a file to go with"
  [[ -z $fix ]] ||
    die "$fix needs files: it would take from the example what it shows"
  example=true
  inputs=("$root/example")
fi

is_source() {
  case $1 in
  *.cpp | *.cc | *.cxx | *.c++ | *.C | *.cppm | *.ixx | *.c) return 0 ;;
  *) return 1 ;;
  esac
}

is_header() {
  case $1 in
  *.h | *.hpp | *.hh | *.hxx | *.h++ | *.H | *.inl | *.ipp) return 0 ;;
  *) return 1 ;;
  esac
}

# Wrong names are told before minutes go into installing and building.
for input in "${inputs[@]}"; do
  [[ -e $input ]] || die "no such file or directory: $input"
  [[ -r $input ]] || die "cannot read $input"
  [[ -d $input ]] || is_source "$input" || is_header "$input" ||
    die "$input is no C++ source or header"
done
if [[ -n $database ]]; then
  database=${database%/compile_commands.json}
  [[ -d $database ]] || die "no such directory: $database"
  [[ -f $database/compile_commands.json ||
    (${#inputs[@]} -gt 0 && -f $database/compile_flags.txt) ]] ||
    die "no compile_commands.json in $database" \
      "(CMake writes it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)"
fi

! $install || "$root/tool/install-packages.sh" --llvm="$llvm" build
tidy=/usr/lib/llvm-$llvm/bin/clang-tidy
[[ -x $tidy ]] || tidy=$(type -P "clang-tidy-$llvm") ||
  die "no clang-tidy-$llvm here: run tool/install-packages.sh" \
    "--llvm=$llvm build"
"$root/tool/build.sh" --llvm="$llvm" -j "$(nproc 2>/dev/null || echo 2)"
plugin=$root/build/$llvm/lib/libAsyncTidy.so

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

if [[ -n $checks ]]; then
  "$tidy" --load="$plugin" --checks="-*,$checks" --list-checks x.cpp -- \
    >/dev/null 2>&1 || die "no check is called '$checks'"
fi

# The existing files of a database, absolute, in its order, each with the
# folder in which it is compiled.
print_database() { # folder
  python3 - "$1/compile_commands.json" <<'END'
import json, os, sys
path = sys.argv[1]
try:
    with open(path) as stream:
        entries = json.load(stream)
    folders = {os.path.normpath(os.path.join(e["directory"], e["file"])):
               os.path.abspath(e["directory"]) for e in entries}
except json.JSONDecodeError as e:
    sys.exit(f"error: {path}:{e.lineno}:{e.colno}: {e.msg}")
except (KeyError, TypeError):
    sys.exit(f"error: {path} is no compile database: "
             "each entry needs a directory and a file")
except OSError as e:
    sys.exit(f"error: cannot read {path}: {e.strerror}")
for file, folder in folders.items():
    if os.path.isfile(file):
        sys.stdout.write(f"{file}\0{folder}\0")
END
}

# The sources below a directory; build trees and hidden folders are not meant.
files_below() {
  find -H "$1" -mindepth 1 \
    \( -type d \( -name '.*' -o -exec test -e '{}/CMakeCache.txt' \; \) -prune \
    -o -type f -print0 \) | LC_ALL=C sort -z |
    while IFS= read -rd '' file; do
      ! is_source "$file" || echo "$file"
    done
}

files=()
declare -A chosen
choose() {
  local file
  file=$(realpath -s -- "$1")
  [[ -z ${chosen[$file]-} ]] || return 0
  chosen[$file]=1
  files+=("$file")
}

# Sets found to the folder of the nearest of these files at or above a folder.
# Each folder is asked once: its files lie together.
declare -A above
find_above() { # folder, file name ...
  local folder=$1 key="$*" name
  if [[ -z ${above[$key]+x} ]]; then
    above[$key]=
    while :; do
      for name in "${@:2}"; do
        [[ -z ${above[$key]} && -f $folder/$name ]] || continue
        above[$key]=$(dirname "$folder/$name")
      done
      [[ -z ${above[$key]} && -n $folder ]] || break
      folder=${folder%/*}
    done
  fi
  found=${above[$key]}
}

# Sets found to the folder of the database with the flags of a folder's files,
# and reads that database the first time.
declare -A is_read in_database compiled_in
find_database() { # folder
  found=$database
  [[ -n $found ]] || $has_flags || find_above "$1" compile_commands.json \
    build/compile_commands.json compile_flags.txt
  [[ -n $found && -z ${is_read[$found]-} ]] || return 0
  is_read[$found]=1
  if [[ -f $found/compile_commands.json ]]; then
    print_database "$found" >"$work/database" || exit 2
    local file folder
    while IFS= read -rd '' file && IFS= read -rd '' folder; do
      compiled_in[$file]=$folder
      in_database[$found]+=$file$'\n'
    done <"$work/database"
  fi
}

if [[ -n $database ]] && ((${#inputs[@]} == 0)); then
  inputs=(/)
fi
for input in "${inputs[@]}"; do
  if [[ ! -d $input ]]; then
    choose "$input"
    continue
  fi
  before=${#files[@]}
  directory=$(realpath -s -- "$input")
  find_database "$directory"
  # What a build knows how to compile; sources beside it may be for others.
  if [[ -n $found && -f $found/compile_commands.json ]]; then
    known=${in_database[$found]-}
  else
    known=$(files_below "$directory")
  fi
  while IFS= read -r file; do
    [[ $file != "${directory%/}"/* ]] || choose "$file"
  done <<<"$known"
  ((${#files[@]} > before)) || [[ $input == / ]] ||
    echo "note: no sources in $input" >&2
done
((${#files[@]})) || die "no sources to lint"

# The async checks that a .clang-tidy leaves on, or all where it names none.
declare -A checks_of_config
checks_for() { # file
  local names
  find_above "${1%/*}" .clang-tidy
  if [[ -z $found ]]; then
    chosen_checks='-*,async-*'
    return
  fi
  if [[ -z ${checks_of_config[$found]-} ]]; then
    names=$("$tidy" --load="$plugin" --list-checks "$1" -- 2>/dev/null |
      sed -n 's/^ *\(async-.*\)/,\1/p' | tr -d '\n' || true)
    checks_of_config[$found]="-*${names:-,async-*}"
  fi
  chosen_checks=${checks_of_config[$found]}
}

color=()
[[ ! -t 1 || -n ${NO_COLOR-} ]] || color=(--use-color)

lint() { # number, file, folder it is compiled in, clang-tidy's options ...
  local status=0
  {
    "$tidy" --load="$plugin" --quiet "${color[@]}" ${fix:+"$fix"} "${@:4}" \
      </dev/null >"$work/$1.raw" 2>"$work/$1.err"
  } 2>/dev/null || status=$? # Bash tells of a crash there, and so do we.
  # Names of headers may be relative to where the compiler runs.
  Folder=$3 awk '
    ENVIRON["Folder"] != "" &&
    match($0, /^(\033\[[0-9;]*m)*[^\/ \033:][^:]*:[0-9]+:[0-9]+: /) {
      match($0, /^(\033\[[0-9;]*m)*/)
      $0 = substr($0, 1, RLENGTH) ENVIRON["Folder"] "/" substr($0, RLENGTH + 1)
    }
    { print }' "$work/$1.raw" >"$work/$1.out"
  # "3 warnings generated." and their like say what the summary says better.
  sed -E -i -e '/^[0-9]+ (warning|error)s?.* generated\.$/d' \
    -e '/^(Suppressed [0-9]+ warnings|Use -header-filter=|Error while proc)/d' \
    -e '/^ *#[0-9]+ 0x/{/libAsyncTidy/!d}' \
    -e '/^(\[[0-9/]+\] (\([0-9\/]+\) )?Processing file |Found compiler error)/d' \
    "$work/$1.err"
  if ((status > 128)) || grep -q 'PLEASE submit a bug report' "$work/$1.err"
  then
    echo "error: clang-tidy crashed on $2" >>"$work/$1.err"
  elif ((status != 0)) && ! grep -q 'error: ' "$work/$1.out"; then
    echo "error: clang-tidy could not check $2" >>"$work/$1.err"
  fi
  echo "$status" >"$work/$1.status"
}

# Prints what is ready, in the order of the files, and waits for no one.
next=0
flush() {
  while [[ -s $work/$next.status ]]; do
    cat "$work/$next.out"
    cat "$work/$next.err" >>"$work/errors"
    cat "$work/$next.status" >>"$work/statuses"
    next=$((next + 1))
  done
}

lint_all() {
  local i file folder options
  for ((i = 0; i < ${#files[@]}; i++)); do
    file=${files[i]}
    chosen_checks="-*,$checks"
    [[ -n $checks ]] || checks_for "$file"
    options=(--checks="$chosen_checks")
    # What LLVM 22 does by itself: findings in the user's headers are shown.
    if [[ $llvm == 19 ]]; then
      find_above "${file%/*}" .clang-tidy
      grep -qs '^HeaderFilterRegex' "$found/.clang-tidy" ||
        options+=(--header-filter='.*')
    fi
    find_database "${file%/*}"
    folder=
    if [[ -n $found ]]; then
      folder=${compiled_in[$file]-}
      if [[ ! -f $found/compile_commands.json ]]; then
        folder=$(realpath -s -- "$found")
        # Clang would take a .h for C.
        ! is_header "$file" || options+=(--extra-arg-before=-xc++)
      fi
      options+=(-p "$found" "$file")
    else
      options+=("$file" --)
      ! is_header "$file" || options+=(-xc++)
      [[ $file == *.c || " ${flags[*]-} " == *" -std="* ]] ||
        options+=(-std=c++20)
      options+=(${flags[@]+"${flags[@]}"})
    fi
    while (($(jobs -pr | wc -l) >= jobs)); do
      wait -n || true
      flush
    done
    lint "$i" "$file" "$folder" "${options[@]}" &
  done
  while [[ -n $(jobs -pr) ]]; do
    wait -n || true
    flush
  done
  flush
}

# Prints each finding once, though many files may include its header, names
# files as seen from here, and writes the summary.
report() {
  awk -v Here="$PWD/" -v Summary="$work/summary" -v Sources="${#files[@]}" '
    {
      # One name for a header, however it was included.
      if (match($0, /:[0-9]+:[0-9]+: /)) {
        Path = substr($0, 1, RSTART - 1)
        gsub(/\/\.\//, "/", Path)
        while (sub(/\/[^\/]*[^\/.][^\/]*\/\.\.\//, "/", Path))
          ;
        At = index(Path, Here)
        if (At > 0 && At < 12)
          Path = substr(Path, 1, At - 1) substr(Path, At + length(Here))
        $0 = Path substr($0, RSTART)
      }
      Plain = $0
      gsub(/\033\[[0-9;]*[A-Za-z]/, "", Plain)
    }
    Plain ~ /^([^ ].*:[0-9]+:[0-9]+: )?(warning|error): / {
      Shown = !Seen[Plain]++
      if (Shown)
        count(Plain)
    }
    Shown { print }
    function count(Line,    File, Check) {
      if (match(Line, /\[[^\[\] ]+\]$/) == 0) {
        Errors += Line ~ /error: /
        return
      }
      Check = substr(Line, RSTART + 1, RLENGTH - 2)
      sub(/,.*/, "", Check)
      if (Check == "clang-diagnostic-error") {
        ++Errors
        return
      }
      File = Line
      sub(/:[0-9]+:[0-9]+: (warning|error): .*/, "", File)
      Files += !InFile[File]++
      ++Findings
      if (!ByCheck[Check]++)
        Names[++Checks] = Check
    }
    function plural(Number, Noun) {
      return Number " " Noun (Number == 1 ? "" : "s")
    }
    END {
      for (I = 2; I <= Checks; ++I)
        for (J = I; J > 1 && before(Names[J], Names[J - 1]); --J) {
          Name = Names[J]
          Names[J] = Names[J - 1]
          Names[J - 1] = Name
        }
      Text = "no findings"
      if (Findings)
        Text = plural(Findings, "finding") " in " plural(Files, "file") ":"
      for (I = 1; I <= Checks; ++I)
        Text = Text (I > 1 ? ", " : " ") ByCheck[Names[I]] " " Names[I]
      Text = Text " (" plural(Sources, "source") " linted)"
      print Findings + 0, Errors + 0, Text > Summary
    }
    function before(A, B) {
      return ByCheck[A] > ByCheck[B] || (ByCheck[A] == ByCheck[B] && A < B)
    }'
}

found=
: >"$work/errors"
: >"$work/statuses"
lint_all | report

awk '!Seen[$0]++' "$work/errors" >&2
read -r findings errors summary <"$work/summary"
((findings == 0)) || echo
echo "$summary"
if ((errors)); then
  echo "error: not all of this compiles: fix that, or give the right flags" \
    "(-p, or after --)" >&2
  exit 2
fi
! grep -qE '^(error: |Error parsing )' "$work/errors" || exit 2
(($(wc -l <"$work/statuses") == ${#files[@]})) ||
  die "the run was cut short: not every file was linted"
if $example; then
  echo "(the example is meant to have findings; lint your own code with" \
    "tool/lint.sh FILE..., DIRECTORY... or -p BUILD-DIRECTORY)"
  exit 0
fi
((findings == 0)) || exit 1
