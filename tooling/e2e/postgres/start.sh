#!/usr/bin/env bash
# A throw-away PostgreSQL on 127.0.0.1:PORT. Prints its connection URL. Data lives in a temporary folder until stop.sh PORT.
set -euo pipefail
port=${1:?usage: start.sh PORT}
state=${TMPDIR:-/tmp}/team-sso-postgres-$port
"$(dirname "$0")/stop.sh" "$port"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)" 2>/dev/null)
[ -x "$bin/initdb" ] || { echo 'PostgreSQL is not installed (no initdb found).' >&2; exit 3; }

# PostgreSQL refuses to run as root.
as_owner=()
mkdir -m 700 "$state"
if [ "$(id -u)" = 0 ]; then
  owner=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$owner" "$state"
  as_owner=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups --)
fi
cd "$state"

"${as_owner[@]}" "$bin/initdb" --pgdata="$state/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
  --no-sync >"$state/initdb.log" 2>&1 || { tail -n 5 "$state/initdb.log" >&2; exit 4; }
settings="-h 127.0.0.1 -p $port -k $state -c fsync=on -c synchronous_commit=on -c max_connections=100 -c timezone=UTC"
"${as_owner[@]}" "$bin/pg_ctl" start --wait --timeout=60 --silent --pgdata="$state/data" --log="$state/data/server.log" \
  --options="$settings" </dev/null >"$state/start.log" 2>&1 || { tail -n 5 "$state/data/server.log" >&2; exit 4; }
echo "$bin" >"$state/bin"
echo "postgres://postgres@127.0.0.1:$port/postgres"
