#!/bin/sh
# Passes the tests on SQLite, or on the database that DATABASE_URL names.
# usage: test.sh [--deep] [--no-journeys]
#   --deep         also the long versions of proofs (a writer killed fifty times)
#   --no-journeys  leave out what needs a browser
set -eu
marks="not journey and not deep"
journeys=yes
for word in "$@"; do
    case $word in
    --deep) marks="not journey" ;;
    --no-journeys) journeys= ;;
    *) echo "test.sh does not know $word" >&2 && exit 64 ;;
    esac
done
pytest=.venv/bin/pytest

$pytest -q -n auto -m "$marks"
[ -n "$journeys" ] || exit 0

for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
    if CHROMIUM=$(command -v "$name"); then
        export CHROMIUM
        # One running office serves all journeys, so they go in the order in which they are written.
        exec $pytest -q -m journey -p no:randomly
    fi
done
echo >&2
echo "!! The journeys did NOT run: there is no Chromium. Install one, or set CHROMIUM=/path/to/it." >&2
[ -z "${CI:-}" ]
