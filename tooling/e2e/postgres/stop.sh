#!/usr/bin/env bash
# Stops what start.sh PORT started, and removes its data. Nothing there is no error.
set -euo pipefail
port=${1:?usage: stop.sh PORT}
state=${TMPDIR:-/tmp}/team-sso-postgres-$port
[ -d "$state" ] || exit 0

pid=$(head -n 1 "$state/data/postmaster.pid" 2>/dev/null || true)
# The file may outlive its server: only a process that runs on this very folder is ours.
if [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$state"; then
  kill -INT "$pid" # "fast shutdown"
  for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
fi
rm -rf "$state"
