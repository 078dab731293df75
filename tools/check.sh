#!/bin/sh
# Everything CI does, in the same order. A failure is noted and the rest still runs; the end says it all.
set -u
bin=.venv/bin
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
summary=$folder/summary
export DATA="$folder/data" # no check touches the data of whoever runs it
failed=

step() { # step TITLE COMMAND...
    title=$1
    shift
    printf '\n== %s\n' "$title"
    begun=$(date +%s)
    if "$@"; then verdict=ok; else verdict=FAILED && failed=yes; fi
    printf '%5ss  %-6s  %s\n' "$(($(date +%s) - begun))" "$verdict" "$title" >>"$summary"
}

templates() { git ls-files 'src/*.html' | xargs $bin/djade --target-version 5.2 --check; }

migrations() { $bin/teilhabe manage makemigrations --check --dry-run; }

deployment() { # as in production: behind https, with its own host name
    BASE_URL=https://ki.example.org ALLOWED_HOSTS=ki.example.org \
        $bin/teilhabe manage check --deploy --fail-level WARNING
}

on_postgresql() {
    sh tools/postgres.sh sh tools/test.sh --no-journeys
    code=$?
    if [ "$code" = 69 ] && [ -z "${CI:-}" ]; then
        echo "!! The tests did NOT run on PostgreSQL." >&2
        return 0
    fi
    return "$code"
}

documentation() { $bin/python tools/reference.py --check && NO_MKDOCS_2_WARNING=1 $bin/mkdocs build --strict --quiet; }

step "ruff: format" $bin/ruff format --check --quiet .
step "ruff: lint" $bin/ruff check --quiet .
step "mypy: types" $bin/mypy
step "import contracts" $bin/lint-imports --no-logo
step "djade: templates" templates
step "migrations complete" migrations
step "settings fit for production" deployment
step "messages complete and compiled" sh tools/messages.sh --check
step "tests on SQLite, deep ones and journeys included" sh tools/test.sh --deep
step "tests on PostgreSQL" on_postgresql
step "documentation" documentation

printf '\n'
cat "$summary"
[ -z "$failed" ]
