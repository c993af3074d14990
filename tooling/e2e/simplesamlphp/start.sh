#!/usr/bin/env bash
# SimpleSAMLphp as identity provider on http://127.0.0.1:PORT, from Debian's package and a configuration made by
# configure.php. PARAMS is JSON or a file of it (see there). Prints one JSON line that says how to reach it.
set -euo pipefail
usage='usage: start.sh PORT PARAMS_JSON'
port=${1:?$usage} params=${2:?$usage}
here=$(cd "$(dirname "$0")" && pwd)
state=${TMPDIR:-/tmp}/team-sso-simplesamlphp-$port
base=http://127.0.0.1:$port/simplesaml
"$here/stop.sh" "$port"

for needed in php curl; do
  command -v "$needed" >/dev/null || { echo "$needed is not installed." >&2; exit 3; }
done
[ -d /usr/share/simplesamlphp/www ] || { echo 'The Debian package simplesamlphp is not installed.' >&2; exit 3; }

umask 077
mkdir "$state" "$state/www"
ln -s /usr/share/simplesamlphp/www "$state/www/simplesaml"
if [ -f "$params" ]; then cp "$params" "$state/params.json"; else printf '%s' "$params" >"$state/params.json"; fi
php "$here/configure.php" "$state" "$base"

# In a process group of its own (setsid), so that stop.sh ends the workers as well. What is edited counts at once.
SIMPLESAMLPHP_CONFIG_DIR=$state/config PHP_CLI_SERVER_WORKERS=3 setsid php \
  -d auto_prepend_file="$state/prepend.php" -d session.save_path="$state/sessions" -d error_reporting=22527 -d display_errors=0 -d opcache.revalidate_freq=0 \
  -S "127.0.0.1:$port" -t "$state/www" >"$state/server.log" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$state/pid"

for _ in $(seq 100); do
  if curl --silent --fail --max-time 10 --output "$state/metadata.xml" "$base/saml2/idp/metadata.php"; then
    sed "s/\"pid\":0/\"pid\":$pid/" "$state/provider.json"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.1
done
echo "SimpleSAMLphp did not come up on port $port:" >&2
tail -n 10 "$state/server.log" >&2
KEEP_LOGS=1 "$here/stop.sh" "$port"
exit 4
