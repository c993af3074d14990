#!/usr/bin/env bash
# Ends what start.sh PORT started, and removes its files. Nothing there is no error.
set -euo pipefail
port=${1:?usage: stop.sh PORT}
state=${TMPDIR:-/tmp}/team-sso-simplesamlphp-$port
[ -d "$state" ] || exit 0

pid=$(cat "$state/pid" 2>/dev/null || true)
# The number may belong to another process by now: only a server of this very folder is ours.
if [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$state"; then
  kill -KILL -- "-$pid" 2>/dev/null || true # it has nothing to save
fi
[ -n "${KEEP_LOGS:-}" ] || rm -rf "$state"
