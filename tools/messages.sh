#!/bin/sh
# Collects the words people see into the catalogues and compiles them.
# usage: messages.sh           write src/teilhabe/locale
#        messages.sh --check   write nothing; fail when a word is missing or a catalogue is stale
set -eu
root=$(pwd)
languages="en ar de_Simple"
if ! command -v msgfmt >/dev/null 2>&1; then
    echo "gettext is missing. On Debian and Ubuntu: apt-get install gettext" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

collect() { # collect FOLDER: the source text is German, so German itself needs no catalogue
    cd "$1"
    mkdir -p locale
    for language in $languages; do set -- "$@" -l "$language"; done
    shift
    # Without a settings module the catalogues of this very folder are written, not the package's.
    env -u DJANGO_SETTINGS_MODULE "$root/.venv/bin/django-admin" makemessages "$@" --extension html,txt,py \
        --ignore 'migrations/*' --ignore 'static/*' --add-location file --no-wrap --no-obsolete >/dev/null
    # A date that changes with every run would make every change look like a translation.
    sed -i '/^"POT-Creation-Date: /d' locale/*/LC_MESSAGES/django.po
    cd "$root"
}

compile() { # compile PO MO: wrong placeholders stop here
    msgfmt --check-format --check-header -o "$2" "$1" 2>"$work/said" || { cat "$work/said" >&2; return 1; }
}

check() {
    mkdir "$work/package"
    cp -R src/teilhabe/. "$work/package"
    collect "$work/package"
    verdict=0
    for language in $languages; do
        po=src/teilhabe/locale/$language/LC_MESSAGES/django.po
        mo=${po%.po}.mo
        if [ ! -f "$po" ] || [ ! -f "$mo" ]; then
            echo "$language: no catalogue. Run: make messages" >&2
            verdict=1
            continue
        fi
        missing=$(msgattrib --untranslated --no-obsolete "$work/package/locale/$language/LC_MESSAGES/django.po" |
            grep -c '^msgid' || true)
        unsure=$(msgattrib --only-fuzzy --no-obsolete "$work/package/locale/$language/LC_MESSAGES/django.po" |
            grep -c '^#, fuzzy' || true)
        missing=$((missing > 0 ? missing - 1 : 0)) # the header has an empty msgid
        if [ "$missing" -gt 0 ] || [ "$unsure" -gt 0 ]; then
            echo "$language: $missing texts without translation, $unsure to confirm. Run: make messages" >&2
            verdict=1
        fi
        compile "$po" "$work/new.mo" || verdict=1
        msgunfmt "$work/new.mo" -o "$work/new.po"
        msgunfmt "$mo" -o "$work/old.po"
        if ! cmp -s "$work/new.po" "$work/old.po"; then
            echo "$language: the compiled catalogue is older than its source. Run: make messages" >&2
            verdict=1
        fi
    done
    return $verdict
}

case ${1:-} in
--check) check ;;
'')
    collect src/teilhabe
    for language in $languages; do
        po=src/teilhabe/locale/$language/LC_MESSAGES/django.po
        compile "$po" "${po%.po}.mo"
        echo "$language: $(msgfmt --statistics -o /dev/null "$po" 2>&1)"
    done
    ;;
*) echo "messages.sh does not know $1" >&2 && exit 64 ;;
esac
