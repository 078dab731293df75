"""Reads the settings that an operator chooses, and names every missing or wrong value at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

T = TypeVar("T")


class SettingsError(Exception):
    """The environment cannot be used; the message lists every reason, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(
            "\n".join(["These settings need a hand:", *(f"  - {p}" for p in problems)])
        )


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data lives; `engine` is `sqlite` or `postgresql`."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


@dataclass(frozen=True, slots=True)
class Oidc:
    """A login service of the administration, offered beside the house's own login."""

    name: str
    server: str
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything an operator may set. Described in docs/operators/settings.md."""

    data: Path
    database: Database
    debug: bool
    hosts: tuple[str, ...]
    base_url: str
    secure: bool
    mail_url: str
    mail_from: str
    workers: int
    oidc: Oidc | None
    log_level: str


class _Reader:
    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.problems: list[str] = []

    def read(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        try:
            return parse(raw)
        except ValueError as problem:
            self.problems.append(f"{name}: {problem}")
            return default


def _flag(raw: str) -> bool:
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("write 1 for yes or 0 for no.")


def _positive(raw: str) -> int:
    if not raw.isdecimal() or not 1 <= int(raw) <= 64:
        raise ValueError("write a whole number from 1 to 64.")
    return int(raw)


def _hosts(raw: str) -> tuple[str, ...]:
    hosts = tuple(part.strip() for part in raw.split(",") if part.strip())
    if any("/" in host or " " in host for host in hosts):
        raise ValueError("write host names with commas between them, without https:// and paths.")
    return hosts


def _base_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError("write the public address of the site, for example https://ki.example.org")
    return raw.rstrip("/")


def _database(raw: str) -> Database:
    parts = urlsplit(raw)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme in {"postgres", "postgresql"}:
        if not name:
            raise ValueError("the address of the PostgreSQL database lacks its name at the end.")
        return Database(
            engine="postgresql",
            name=name,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=unquote(parts.hostname or ""),
            port=str(parts.port or ""),
        )
    if parts.scheme == "sqlite" and parts.path:
        return Database(engine="sqlite", name=unquote(parts.path[1:]))
    raise ValueError("write postgresql://user:password@host/name, or leave it out for SQLite.")


def _mail_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls", "file", "console"}:
        raise ValueError("write smtp://host:25, smtp+tls://user:password@host:587, or file:")
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise ValueError("the address of the mail server lacks its host.")
    return raw


def _mail_from(raw: str) -> str:
    if "@" not in raw or "\n" in raw:
        raise ValueError("write the sender's mail address.")
    return raw


def _log_level(raw: str) -> str:
    if raw.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("write DEBUG, INFO, WARNING or ERROR.")
    return raw.upper()


OIDC_PARTS = ("OIDC_NAME", "OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_SECRET")


def _oidc(values: Mapping[str, str], problems: list[str]) -> Oidc | None:
    given = {name: values.get(name, "").strip() for name in OIDC_PARTS}
    if not any(given.values()):
        return None
    missing = [name for name, value in given.items() if not value]
    problems.extend(f"{name}: is needed as soon as one OIDC value is set." for name in missing)
    return Oidc(*given.values())


def read(values: Mapping[str, str]) -> Environment:
    """Turn the process environment into typed settings.

    Raises `SettingsError` with all problems, so that nobody mends one value to meet the next.
    """
    reader = _Reader(values)
    data = reader.read("DATA", Path("data"), Path).expanduser().resolve()
    base_url = reader.read("BASE_URL", "http://127.0.0.1:8000", _base_url)
    hostname = urlsplit(base_url).hostname or "127.0.0.1"
    hostname = f"[{hostname}]" if ":" in hostname else hostname
    environment = Environment(
        data=data,
        database=reader.read(
            "DATABASE_URL", Database("sqlite", str(data / "teilhabe.sqlite3")), _database
        ),
        debug=reader.read("DEBUG", False, _flag),
        hosts=reader.read("ALLOWED_HOSTS", (hostname, "127.0.0.1", "localhost"), _hosts),
        base_url=base_url,
        secure=base_url.startswith("https://"),
        mail_url=reader.read("MAIL_URL", "file:", _mail_url),
        mail_from=reader.read("MAIL_FROM", "teilhabe@localhost", _mail_from),
        workers=reader.read("WORKERS", 2, _positive),
        oidc=_oidc(values, reader.problems),
        log_level=reader.read("LOG_LEVEL", "INFO", _log_level),
    )
    if reader.problems:
        raise SettingsError(reader.problems)
    return environment
