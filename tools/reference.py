"""Write the pages below docs/reference from the code, so that they cannot tell another story.

`python tools/reference.py` writes them; with `--check` it writes nothing and fails when one is stale.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- Aus dem Programm erzeugt: make docs -->"


def table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    cells = [str(cell) for cell in head]
    yield "| " + " | ".join(cells) + " |"
    yield "|" + "---|" * len(cells)
    for row in rows:
        yield (
            "| "
            + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row)
            + " |"
        )


def index() -> Iterator[str]:
    yield "# Nachschlagen"
    yield ""
    yield "Diese Seiten entstehen aus dem Programm selbst. Was hier steht, gilt in dieser Version."
    yield ""
    yield "- [Rollen und Rechte](permissions.md): wer was darf"
    yield "- [Aufbewahrung](retention.md): was wie lange bleibt, und warum"
    yield "- [Gesetzliche Werte](parameters.md): was mitgeliefert wird, mit Quelle"
    yield "- [Aufgaben und Fahrplan](jobs.md): was das Programm von selbst tut"
    yield "- [Befehle](commands.md): `teilhabe …` in der Konsole"
    yield "- [Einstellungen](../operators/settings.md): was die Umgebung festlegt"


def permissions() -> Iterator[str]:
    from django.apps import apps

    from teilhabe.accounts.choices import ScopeKind
    from teilhabe.accounts.roles import ROLES
    from teilhabe.kit.contributions import modules

    yield "# Rollen und Rechte"
    yield ""
    yield (
        "Eine Person bekommt eine Rolle mit Bereich, Beginn und Ende. Was die Rolle öffnet, steht im"
        " Programm und ist in jedem Zentrum gleich. Niemand gibt sich selbst Rechte."
    )
    yield ""
    yield "## Rollen"
    yield ""
    scopes = {kind: str(kind.label) for kind in ScopeKind}
    yield from table(
        ("Rolle", "Anmeldename in der Vorführung", "Wofür", "Ort", "Bereich", "zweiter Faktor"),
        (
            (
                role.label,
                f"`{role.code}`",
                role.description,
                role.hall.label,
                _scope(role.scopes, role.may_narrow, scopes),
                "nötig" if role.needs_second_factor else "möglich",
            )
            for role in ROLES.values()
        ),
    )
    yield ""
    yield "## Rechte"
    for module in modules("rules"):
        room = apps.get_app_config(module.__name__.split(".")[1])
        yield ""
        yield f"### {room.verbose_name}"
        yield ""
        yield from table(
            ("Recht", "Was es öffnet", "Wer es hat"),
            (
                (
                    f"`{permission}`",
                    module.LABELS[permission],
                    ", ".join(str(r.label) for r in ROLES.values() if permission in r.permissions)
                    or "niemand",
                )
                for permission in module.Permission
            ),
        )


def _scope(needed: frozenset[str], possible: frozenset[str], labels: dict[str, str]) -> str:
    parts = [labels[kind] for kind in sorted(needed)]
    parts += [f"{labels[kind]} (wenn gewünscht)" for kind in sorted(possible)]
    return ", ".join(parts) or "alles"


def retention() -> Iterator[str]:
    from teilhabe.privacy import queries

    yield "# Aufbewahrung"
    yield ""
    yield (
        "Für jede Tabelle ist zugesagt, wie lange eine Zeile bleibt. Ist die Zeit um, löscht sie der"
        " nächtliche Lauf und schreibt einen Nachweis. Personenbezogene Angaben sind einzeln benannt."
    )
    rooms: dict[str, list[queries.RegisterRow]] = {}
    for row in queries.processing_register():
        rooms.setdefault(row.room, []).append(row)
    for rows in rooms.values():
        yield ""
        yield f"## {rows[0].room_label}"
        yield ""
        if rows[0].purpose:
            yield rows[0].purpose
            yield ""
        yield from table(
            ("Was", "Personenbezogen", "Wie lange", "Warum"),
            (
                (
                    f"{row.label} (`{row.model_label}`)",
                    ", ".join(row.personal) or "nichts",
                    _kept(row.months, row.since),
                    row.because,
                )
                for row in rows
            ),
        )


def _kept(months: int | None, since: str) -> str:
    if not months:
        return "bleibt"
    return f"{months} {'Monat' if months == 1 else 'Monate'} ab „{since}“"


def parameters() -> Iterator[str]:
    from teilhabe.parameters.choices import GroupKind, Stage, Status, Topic, Unit
    from teilhabe.parameters.imports import shipped

    yield "# Gesetzliche Werte"
    yield ""
    yield (
        "Diese Werte kommen mit dem Programm. Ein Zentrum kann ab einem Tag einen eigenen Wert setzen"
        " ([Regeln](../handbook/regeln.md)); eine Aktualisierung ändert daran nichts. „Zu bestätigen“"
        " heißt: aus guter Quelle, aber noch nicht an der Vorschrift geprüft."
    )
    for topic in Topic:
        values = [value for value in shipped() if value.key.split(".")[0] == topic]
        if not values:
            continue
        yield ""
        yield f"## {topic.label}"
        yield ""
        yield from table(
            ("Wert", "Schlüssel", "Angabe", "gilt für", "gültig", "Grundlage", "Stand"),
            (
                (
                    value.label,
                    f"`{value.key}`",
                    f"{value.value} {Unit(value.unit).label if value.unit else ''}".strip(),
                    ", ".join(
                        str(part.label)
                        for part in (Stage(value.stage), GroupKind(value.group_kind))
                        if part
                    )
                    or "alle",
                    _period(value.valid_from, value.valid_until),
                    f"[{value.legal_basis or value.source}]({value.source_url})"
                    if value.source_url
                    else value.legal_basis,
                    Status(value.status).label,
                )
                for value in values
            ),
        )


def _period(first: object, last: object) -> str:
    return " ".join(
        part for part in (f"ab {first}" if first else "", f"bis {last}" if last else "") if part
    )


def jobs() -> Iterator[str]:
    from django.urls import get_resolver

    from teilhabe.kit.jobs import JOBS, SCHEDULES

    _ = get_resolver().url_patterns  # a job that a page asks for is known once its page is
    yield "# Aufgaben und Fahrplan"
    yield ""
    yield (
        "Ein Arbeiter (`teilhabe worker`, in `teilhabe serve` enthalten) erledigt diese Aufgaben. Jede"
        " darf zweimal laufen. War über Nacht kein Arbeiter da, beginnt der Tag mit dem Versäumten."
    )
    yield ""
    yield from table(
        ("Aufgabe", "Wann", "Was sie tut"),
        (
            (
                f"`{name}`",
                f"täglich nach {SCHEDULES[name].at:%H:%M} Uhr"
                if name in SCHEDULES
                else "auf Anforderung",
                _purpose(job.func),
            )
            for name, job in sorted(JOBS.items())
            if job.func.__module__.startswith("teilhabe.")
        ),
    )


def _purpose(function: Callable[..., object]) -> str:
    """The first line of the module, which says it for people, then the promise of the job."""
    module = sys.modules[function.__module__].__doc__ or ""
    return " ".join(f"{module} {function.__doc__ or ''}".split())


def commands() -> Iterator[str]:
    from teilhabe.config.command import _parser

    yield "# Befehle"
    yield ""
    yield "`teilhabe BEFEHL --help` zeigt dasselbe in der Konsole."
    for action in _parser()._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        helps = {choice.dest: choice.help for choice in action._choices_actions}
        for name, parser in action.choices.items():
            yield ""
            yield f"## `teilhabe {name}`"
            yield ""
            yield f"{str(helps[name])[:1].upper()}{str(helps[name])[1:].rstrip('.?')}."
            options = [o for o in parser._actions if o.dest != "help"]
            if options:
                yield ""
                yield from table(
                    ("Angabe", "Bedeutung"),
                    ((f"`{_spelled(option)}`", _meaning(option)) for option in options),
                )


def _spelled(option: argparse.Action) -> str:
    if not option.option_strings:
        return option.dest.upper() if option.dest != "rest" else "…"
    takes = "" if option.nargs == 0 else f" {option.dest.upper()}"
    return option.option_strings[-1] + takes


def _meaning(option: argparse.Action) -> str:
    default = option.default if option.nargs != 0 else None
    words = [str(option.help or "")]
    if option.required and option.option_strings:
        words.append("(required)")
    if default not in (None, argparse.SUPPRESS):
        words.append(f"default: `{default}`")
    return " ".join(word for word in words if word) or "–"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "index": index,
    "permissions": permissions,
    "retention": retention,
    "parameters": parameters,
    "jobs": jobs,
    "commands": commands,
}


def written() -> dict[Path, str]:
    """Every page by its place. Needs Django to be ready."""
    from django.utils import translation

    with translation.override("de"):
        return {
            FOLDER / f"{name}.md": "\n".join((NOTE, "", *page())) + "\n"
            for name, page in PAGES.items()
        }


def main() -> int:
    import django

    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA"] = folder  # keys made on the way belong to nobody
        os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.config.settings"
        django.setup()
        pages = written()
    if sys.argv[1:] == ["--check"]:
        stale = [path.name for path, text in pages.items() if not _says(path, text)]
        if stale:
            print(f"docs/reference is stale ({', '.join(stale)}). Run: make docs", file=sys.stderr)
        return bool(stale)
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages.items():
        path.write_text(text)
    return 0


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(main())
