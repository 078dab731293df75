"""The typed environment names everything that is missing or wrong at once."""

from pathlib import Path

import pytest

from teilhabe.config import environment


def test_nothing_needs_to_be_set():
    settings = environment.read({})

    assert settings.database.engine == "sqlite"
    assert settings.data == Path("data").resolve()
    assert not settings.debug
    assert not settings.secure
    assert settings.oidc is None


def test_all_problems_come_in_one_message():
    with pytest.raises(environment.SettingsError) as caught:
        environment.read(
            {
                "DATABASE_URL": "mysql://x",
                "DEBUG": "maybe",
                "WORKERS": "many",
                "BASE_URL": "ki.example.org",
                "ALLOWED_HOSTS": "https://a.example",
                "MAIL_URL": "pigeon://home",
                "MAIL_FROM": "nobody",
                "LOG_LEVEL": "LOUD",
                "OIDC_NAME": "Anmeldung",
            }
        )

    named = {problem.split(":")[0] for problem in caught.value.problems}
    assert named == {
        *("DATABASE_URL", "DEBUG", "WORKERS", "BASE_URL", "ALLOWED_HOSTS", "MAIL_URL"),
        *("MAIL_FROM", "LOG_LEVEL", "OIDC_SERVER", "OIDC_CLIENT_ID", "OIDC_SECRET"),
    }
    assert all(problem in str(caught.value) for problem in caught.value.problems)


def test_a_password_never_stands_in_a_problem():
    with pytest.raises(environment.SettingsError) as caught:
        environment.read({"DATABASE_URL": "postgresql://ki:geheim@db.example"})

    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ki:p%40ss@db.example:5433/office",
            environment.Database("postgresql", "office", "ki", "p@ss", "db.example", "5433"),
        ),
        (
            "postgres:///office?",
            environment.Database("postgresql", "office"),
        ),
        (
            "postgresql://%2Fvar%2Frun%2Fpostgresql/office",
            environment.Database("postgresql", "office", host="/var/run/postgresql"),
        ),
        ("sqlite:////srv/office.sqlite3", environment.Database("sqlite", "/srv/office.sqlite3")),
    ],
)
def test_a_database_address_is_read_to_its_parts(url, expected):
    assert environment.read({"DATABASE_URL": url}).database == expected


def test_https_in_the_address_makes_cookies_secure():
    settings = environment.read({"BASE_URL": "https://ki.example.org/"})

    assert settings.secure
    assert settings.base_url == "https://ki.example.org"
    assert "ki.example.org" in settings.hosts


def test_a_login_service_is_read_whole():
    given = {"OIDC_NAME": "n", "OIDC_SERVER": "s", "OIDC_CLIENT_ID": "c", "OIDC_SECRET": "x"}

    assert environment.read(given).oidc == environment.Oidc("n", "s", "c", "x")
