#!/usr/bin/env bash
# Analyses a project with an array of Slurm jobs, and merges their results in a
# job that depends on them: see docs/clusters.md.
set -euo pipefail

die() {
  echo "error: $*" >&2
  exit 2
}

usage() {
  cat <<'END'
usage: ci/slurm.sh [-n TASKS] [-o FOLDER] [-r RETRIES] [-c] [-w]
                   [-s SBATCH_OPTIONS] [-m MERGE_OPTIONS] [OPTION ...]

Submits an array job that analyses a part of the project in each task, and a job
that merges the parts when all tasks have ended. If tasks were lost, that job
names them and submits only these again.

Run it in the folder in which you would run async-tidy. All nodes need that
folder, FOLDER and this script at the same path.

  -n TASKS    the number of tasks (default: 8)
  -o FOLDER   for the parts, logs, costs and the report (default:
              async-tidy-slurm)
  -r RETRIES  how often lost tasks are run again (default: 1)
  -c          keep the parts in FOLDER, and run only the tasks that are missing
  -w          wait for the report, print it, and exit as async-tidy does
  -s OPTIONS  options for sbatch, separated by spaces: '--cpus-per-task=8'
  -m OPTIONS  options for async-tidy merge, separated by spaces
  OPTION      options for both, such as -p BUILD; they begin after --

ASYNC_TIDY is the program to run (default: async-tidy).

Files in FOLDER:
  report       the findings, as text, unless OPTIONS name other reports
  status       the exit code of async-tidy merge
  costs        how long each file took, by which the next run divides the files
  part-I-of-N  the results of task I
  log/I.K      the output of task I in attempt K; log/merge.K that of the merge
END
}

# The command line that runs this script in the role $1 and the attempt $2, with
# the same arguments.
again() {
  printf '%q ' "$script" "$1" "$2" "$tasks" "$folder" "$retries" \
    "$sbatch_options" "$merge_options" ${options[@]+"${options[@]}"}
}

part() { echo "$folder/part-$1-of-$tasks"; }

# Submits the tasks $1 and the merge; $2 counts the attempts.
submit() {
  local array merge
  read -ra more <<<"$sbatch_options"
  array=$(sbatch --parsable --job-name=async-tidy --array="$1" \
    --output="$folder/log/%a.$2" ${more[@]+"${more[@]}"} \
    --wrap="exec $(again --task "$2")") || die "sbatch failed"
  array=${array%%;*}
  merge=$(sbatch --parsable --job-name=async-tidy-merge \
    --dependency="afterany:$array" --output="$folder/log/merge.$2" \
    ${more[@]+"${more[@]}"} --wrap="exec $(again --merge "$2")") ||
    die "sbatch failed"
  echo "${merge%%;*}" >"$folder/merge-job"
  echo "submitted tasks $1 of $tasks as job $array, and the merge as job" \
    "${merge%%;*}" >&2
}

# The tasks without a part, separated by commas.
missing() {
  local task list=
  for ((task = 1; task <= tasks; ++task)); do
    [[ -e $(part "$task") ]] || list+=,$task
  done
  echo "${list#,}"
}

run_task() {
  local code=0 cores=()
  # The node may have more cores than the task.
  [[ -z ${SLURM_CPUS_PER_TASK-} ]] || cores=(-j "$SLURM_CPUS_PER_TASK")
  "${ASYNC_TIDY:-async-tidy}" ${cores[@]+"${cores[@]}"} \
    ${options[@]+"${options[@]}"} \
    --shard="$SLURM_ARRAY_TASK_ID/$tasks" --costs="$folder/costs" \
    -o "$(part "$SLURM_ARRAY_TASK_ID")" || code=$?
  # The merge analyses these files again, and reports them.
  ((code != 3)) || code=0
  exit "$code"
}

run_merge() {
  local lost code=0 parts=() task more cores=()
  lost=$(missing)
  if [[ -n $lost ]]; then
    echo "lost: task $lost of $tasks (see $folder/log/)" >&2
    if (($1 < retries)); then
      submit "$lost" $(($1 + 1))
      exit 0
    fi
    echo 2 >"$folder/status"
    die "gave up: run the same command with -c to run only these again"
  fi
  for ((task = 1; task <= tasks; ++task)); do
    parts+=("$(part "$task")")
  done
  read -ra more <<<"$merge_options"
  [[ -z ${SLURM_CPUS_PER_TASK-} ]] || cores=(-j "$SLURM_CPUS_PER_TASK")
  "${ASYNC_TIDY:-async-tidy}" merge ${cores[@]+"${cores[@]}"} \
    ${options[@]+"${options[@]}"} ${more[@]+"${more[@]}"} \
    --write-costs="$folder/costs" "${parts[@]}" >"$folder/report" || code=$?
  echo "$code" >"$folder/status"
  exit "$code"
}

# Prints the report, and exits as async-tidy merge did.
wait_for_report() {
  local code job
  until [[ -e $folder/status ]]; do
    job=$(<"$folder/merge-job")
    # A merge that submits tasks again is followed by another one.
    if [[ -z $(squeue --noheader --jobs="$job" 2>/dev/null) ]]; then
      sleep 2
      [[ -e $folder/status || $(<"$folder/merge-job") != "$job" ]] ||
        die "the merge, job $job, was lost: see $folder/log/"
    fi
    sleep 1
  done
  code=$(<"$folder/status")
  grep -h '^lost: ' "$folder"/log/merge.* >&2 || true
  [[ ! -e $folder/report ]] || cat "$folder/report"
  exit "$code"
}

script=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/slurm.sh
if [[ ${1-} == --task || ${1-} == --merge ]]; then
  # In a job.
  role=$1 attempt=$2 tasks=$3 folder=$4 retries=$5
  sbatch_options=$6 merge_options=$7
  options=("${@:8}")
  [[ $role == --merge ]] || run_task
  run_merge "$attempt"
fi

tasks=8 folder=async-tidy-slurm retries=1 sbatch_options='' merge_options=''
continues=false waits=false
[[ ${1-} != --help ]] || { usage && exit 0; }
while getopts :n:o:r:s:m:cwh option; do
  case $option in
  n) tasks=$OPTARG ;;
  o) folder=$OPTARG ;;
  r) retries=$OPTARG ;;
  s) sbatch_options=$OPTARG ;;
  m) merge_options=$OPTARG ;;
  c) continues=true ;;
  w) waits=true ;;
  h) usage && exit 0 ;;
  *) die "unknown or incomplete option -$OPTARG (see $0 -h);" \
    "options for async-tidy begin after --" ;;
  esac
done
shift $((OPTIND - 1))
options=("$@")
[[ $tasks =~ ^[1-9][0-9]*$ ]] || die "-n needs a number, not '$tasks'"
[[ $retries =~ ^[0-9]+$ ]] || die "-r needs a number, not '$retries'"
type -P sbatch >/dev/null || die "sbatch not found: this is not a Slurm cluster"

mkdir -p "$folder/log"
folder=$(cd "$folder" && pwd)
rm -f "$folder/status" "$folder/report" "$folder"/log/*
$continues || rm -f "$folder"/part-*
list=$(missing)
# All parts are there if only the merge was lost: any task will do.
submit "${list:-1}" 0
! $waits || wait_for_report
