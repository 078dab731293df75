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

begin() { # begin LANGUAGE: an empty catalogue with a head that says what gettext must know
    case $1 in
    ar) plural='nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;' ;;
    *) plural='nplurals=2; plural=(n != 1);' ;;
    esac
    mkdir -p "locale/$1/LC_MESSAGES"
    cat >"locale/$1/LC_MESSAGES/django.po" <<HEAD
msgid ""
msgstr ""
"Project-Id-Version: teilhabe\\n"
"Language: $1\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: $plural\\n"
HEAD
}

collect() { # collect FOLDER: the source text is German, so German itself needs no catalogue
    cd "$1"
    for language in $languages; do
        [ -f "locale/$language/LC_MESSAGES/django.po" ] || begin "$language"
        set -- "$@" -l "$language"
    done
    shift
    # Without a settings module the catalogues of this very folder are written, not the package's.
    env -u DJANGO_SETTINGS_MODULE "$root/.venv/bin/django-admin" makemessages "$@" --extension html,txt,py \
        --ignore 'migrations/*' --ignore 'static/*' --add-location file --no-wrap --no-obsolete >/dev/null
    # A date that changes with every run would make every change look like a translation.
    sed -i '/^"POT-Creation-Date: /d' locale/*/LC_MESSAGES/django.po
    cd "$root"
}

compile() { # compile PO MO: wrong placeholders stop here
    msgfmt --check-format -o "$2" "$1" 2>"$work/said" || { cat "$work/said" >&2; return 1; }
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
            grep -c '^msgid ' || true)
        unsure=$(msgattrib --only-fuzzy --no-obsolete "$work/package/locale/$language/LC_MESSAGES/django.po" |
            grep -c '^#, fuzzy' || true)
        missing=$((missing > 0 ? missing - 1 : 0)) # the header has an empty msgid
        if [ "$missing" -gt 0 ] || [ "$unsure" -gt 0 ]; then
            echo "$language: $missing texts without translation, $unsure to confirm. Run: make messages" >&2
            verdict=1
        fi
        compile "$po" "$work/new.mo" || verdict=1
        msgunfmt "$work/new.mo" >"$work/new.txt"
        msgunfmt "$mo" >"$work/old.txt"
        if ! cmp -s "$work/new.txt" "$work/old.txt"; then
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
