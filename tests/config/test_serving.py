"""A demo is served to its own machine only; everything else wherever the operator says."""

from dataclasses import replace

import pytest

from teilhabe.config import environment, serving
from tests.commands import office


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_demo_may_be_served_on_loopback(host):
    serving.refuse_unless_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.10", "ki.example.org", ""])  # noqa: S104  # refused
def test_a_demo_is_refused_on_any_other_address(host):
    with pytest.raises(serving.DemoForOthers, match=r"127\.0\.0\.1"):
        serving.refuse_unless_loopback(host)


@pytest.mark.slow
@pytest.mark.enable_socket  # real commands
def test_the_command_asks_the_database_whether_it_is_a_demo(tmp_path):
    everywhere = ("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104  # refused
    count = "from teilhabe.accounts.models import User; print(User.objects.count())"
    with office(tmp_path) as made:
        refusal = made.command(*everywhere, "--demo", expect=1)

        assert "well known" in refusal
        assert made.python(count) == "0"

        made.python(
            "from django.utils import timezone; from teilhabe.accounts import actions;"
            "actions.mark_as_demo(at=timezone.now())"
        )

        assert made.command(*everywhere, expect=1) == refusal


def test_an_ipv6_address_is_known_by_its_written_form():
    assert environment.read({"BASE_URL": "http://[::1]:8000"}).hosts[0] == "[::1]"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "proxies"), [("http://a.example", 0), ("https://a.example", 1)]
)
def test_one_proxy_is_believed_where_one_stands_in_front(tmp_path, address: str, proxies: int):
    with office(tmp_path) as made:
        behind = replace(made, environment=made.environment | {"BASE_URL": address})

        assert behind.python(
            "from allauth import app_settings; print(app_settings.TRUSTED_PROXY_COUNT)"
        ) == str(proxies)
