#!/usr/bin/env bash
# Runs ci/slurm.sh on a Slurm cluster that consists of this machine: three tasks,
# one of which is killed. Needs root, and Debian's slurm-wlm and munge.
#
# usage: test/cluster/slurm.sh [ASYNC_TIDY]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(realpath "${1:-$root/build/22/bin/async-tidy}")
for name in munged slurmctld slurmd sbatch; do
  PATH=$PATH:/usr/sbin type -P "$name" >/dev/null || {
    echo "$name not found: apt-get install slurm-wlm munge" >&2
    exit 77
  }
done
((EUID == 0)) || { echo "slurmd needs root" >&2 && exit 77; }

work=$(mktemp -d)
daemons=()
finish() {
  local status=$?
  ((status == 0)) || tail -n 20 "$work"/{slurm*,messages}.log "$work"/out/log/* >&2 || true
  # Slurm's daemons end their own children.
  kill "${daemons[@]}" 2>/dev/null || true
  wait
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
export PATH=$PATH:/usr/sbin
host=$(hostname -s)

#===------------------------------------------------------------------------===
# The cluster
#===------------------------------------------------------------------------===

# Waits until a command succeeds.
await() {
  local tries
  for ((tries = 0; tries < 300; ++tries)); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  echo "error: still not: $*" >&2
  exit 1
}

mkdir "$work"/{munge,state,spool,project,bin}
(umask 077 && head -c 1024 /dev/urandom >"$work/munge/key")
munged --foreground --force --key-file="$work/munge/key" \
  --socket="$work/munge/socket" --pid-file="$work/munge/pid" \
  --seed-file="$work/munge/seed" --log-file="$work/munge.log" \
  2>"$work/munged.log" &
daemons+=($!)
cat >"$work/slurm.conf" <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldPort=26817
SlurmdPort=26818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=2,defer_batch
SlurmdParameters=config_overrides
MpiDefault=none
ReturnToService=2
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$work/slurm.conf
await test -S "$work/munge/socket"
slurmctld -D -i >"$work/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -N "$host" >"$work/slurmd.log" 2>&1 &
daemons+=($!)
await bash -c "sinfo -h -o %t | grep -qx idle"

#===------------------------------------------------------------------------===
# The test
#===------------------------------------------------------------------------===

cd "$work/project"
entries=()
for name in a b c d e f; do
  echo "int $name;" >$name.cpp
  entries+=("{\"directory\": \"$PWD\", \"file\": \"$name.cpp\",
    \"command\": \"clang++ -std=c++20 -c $name.cpp\"}")
done
cp "$root/ci/bazel/example/task.h" .
cat >e.cpp <<'END'
#include "task.h"
#include <unistd.h>
Task save() {
  fsync(3);
  co_await step();
}
END
(IFS=, && echo "[${entries[*]}]" >compile_commands.json)

# Task 2 hangs, until it is killed.
cat >"$work/bin/async-tidy" <<END
#!/bin/sh
echo "\$*" >>$work/calls
case "\$*" in
*--shard=2/*)
  if [ ! -e $work/started ]; then
    echo \$\$ >$work/started.new
    mv $work/started.new $work/started
    exec sleep 600
  fi ;;
esac
exec $program "\$@"
END
chmod +x "$work/bin/async-tidy"
export ASYNC_TIDY=$work/bin/async-tidy

# Runs the project, with further options of the script. The exit code is in
# $status.
run() {
  status=0
  "$root/ci/slurm.sh" -n 3 -o "$work/out" -w "$@" -- -p . --no-cache \
    >"$work/report" 2>"$work/messages.log" || status=$?
}

# The same, and kills task 2. Its first attempt runs until then.
run_and_kill() {
  rm -f "$work/started" "$work/calls"
  (await test -s "$work/started" && kill -KILL "$(<"$work/started")") &
  run "$@"
  wait $!
}

expect() {
  "$@" || { echo "error: not so: $*" >&2 && exit 1; }
}
calls() { grep -c -e "$1" "$work/calls"; }
run_and_kill
cat "$work/messages.log" "$work/report"
expect test "$status" = 1
expect grep -q '^e.cpp:4:3: warning: .*async-blocking-call' "$work/report"
expect grep -qx "lost: task 2 of 3 (see $work/out/log/)" "$work/messages.log"
# Only that one ran again.
expect test "$(calls --shard=1/3)" = 1
expect test "$(calls --shard=2/3)" = 2
expect test "$(calls --shard=3/3)" = 1
expect test "$(calls '^merge')" = 1
# The report is that of a run without a cluster.
expect diff "$work/report" <("$program" -p . --no-cache -q || true)
expect test "$(wc -l <"$work/out/costs")" = 7

# Without retries, the task is named, and -c runs only this one.
run_and_kill -r 0
expect test "$status" = 2
expect grep -q "^lost: task 2 of 3 " "$work/messages.log"
run -c
expect test "$status" = 1
expect test "$(calls --shard=1/3)" = 1
expect test "$(calls --shard=2/3)" = 2
echo "passed"
