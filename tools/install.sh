#!/bin/sh
# Installs the locked packages into .venv: with uv if it is there or can be had, else with venv and pip.
# usage: install.sh PYTHON run|dev
set -eu
python=$1
what=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "teilhabe needs Python 3.11 or newer. Install it, or name it: make run PYTHON=python3.12" >&2
    exit 1
fi
if [ "$what" = dev ]; then groups="--group dev"; file=requirements-dev.txt; else groups="--no-dev"; file=requirements.txt; fi

if command -v uv >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # two words on purpose
    exec uv sync --quiet --frozen --inexact --python "$python" $groups
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "Python's venv is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null; then
    # shellcheck disable=SC2086
    VIRTUAL_ENV=$PWD/.venv exec .venv/bin/uv sync --quiet --frozen --inexact --active $groups
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file"
exec .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
