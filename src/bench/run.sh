#!/bin/sh
# Measures the gateway beside its peers and prints one table for each part. Installs nothing.
set -eu
cd "$(dirname "$0")/../.."
lacking=""
for tool in java mvn nginx python3 wrk; do
	PATH="$PATH:/usr/sbin" command -v "$tool" >/dev/null || lacking="$lacking $tool"
done
if [ -n "$lacking" ]; then
	echo "Not found:$lacking. On Debian: apt-get install nginx-light wrk python3 maven; and a JDK 25 in JAVA_HOME." >&2
	exit 1
fi
exec python3 -B src/bench/bench.py "$@"
