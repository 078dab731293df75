#!/bin/sh
# Runs a command with DATABASE_URL set to a PostgreSQL of its own, which lives as long as the command.
# usage: postgres.sh COMMAND...      (ends with 69 when no server program is installed)
set -eu
programs=
for folder in "${PG_BIN:-}" "$(dirname "$(command -v pg_ctl || echo /)")" /usr/lib/postgresql/*/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then programs=$folder; fi
done
if [ -z "$programs" ]; then
    echo "PostgreSQL's server is not installed. On Debian and Ubuntu: apt-get install postgresql" >&2
    exit 69
fi
server() { "$@"; }
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
    server() { runuser -u postgres -- "$@"; }
fi

folder=$(mktemp -d)
cleanup() {
    server "$programs/pg_ctl" stop -s -m immediate -D "$folder/data" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "$password" >"$folder/password"
[ "$(id -u)" != 0 ] || chown -R postgres "$folder"
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

server "$programs/initdb" -D "$folder/data" -U teilhabe --pwfile="$folder/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >/dev/null
# Tests need no power cut safety; it would only make them slow.
server "$programs/pg_ctl" start -s -w -D "$folder/data" -l "$folder/log" -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c fsync=off -c full_page_writes=off -c max_connections=60" || { cat "$folder/log" >&2; exit 1; }
PGPASSWORD=$password "$programs/createdb" -h 127.0.0.1 -p "$port" -U teilhabe teilhabe

DATABASE_URL="postgresql://teilhabe:$password@127.0.0.1:$port/teilhabe"
export DATABASE_URL
# pg_dump and pg_restore of the same version as the server
PATH=$programs:$PATH "$@"
