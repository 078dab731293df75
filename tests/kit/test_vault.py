"""Encrypted values belong to one column and one key ring; a key change loses nothing."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.kit import vault

RING = vault.new_ring()
PLACE = "office_contactrequest.message"


@given(st.text())
def test_what_is_sealed_opens_again(text):
    assert RING.open(RING.seal(text, place=PLACE), place=PLACE) == text


def test_the_same_text_never_looks_the_same_twice():
    assert RING.seal("Dienstag", place=PLACE) != RING.seal("Dienstag", place=PLACE)


def test_a_value_does_not_open_in_another_column():
    sealed = RING.seal("geheim", place=PLACE)

    with pytest.raises(vault.CannotDecrypt) as caught:
        RING.open(sealed, place="office_contactrequest.answer")
    assert "geheim" not in str(caught.value)


def test_a_changed_value_does_not_open():
    sealed = RING.seal("geheim", place=PLACE)
    changed = sealed[:-6] + ("AAAAAA" if sealed[-6:] != "AAAAAA" else "BBBBBB")

    with pytest.raises((vault.CannotDecrypt, ValueError)):
        RING.open(changed, place=PLACE)


def test_an_unknown_key_is_named_without_the_value():
    with pytest.raises(vault.CannotDecrypt, match="k1"):
        vault.KeyRing({"k9": bytes(32)}, "k9", bytes(32)).open(
            RING.seal("geheim", place=PLACE), place=PLACE
        )


def test_after_a_key_change_old_values_open_and_new_ones_name_the_new_key():
    old = RING.seal("alt", place=PLACE)

    ring = vault.with_new_key(RING)

    assert ring.open(old, place=PLACE) == "alt"
    assert ring.seal("neu", place=PLACE).startswith("k2:")
    assert ring.index_key == RING.index_key


def test_the_blind_index_finds_equal_texts_and_only_in_its_column():
    assert RING.blind("a@example.org", place="x.mail") == RING.blind(
        "a@example.org", place="x.mail"
    )
    assert RING.blind("a@example.org", place="x.mail") != RING.blind(
        "a@example.org", place="y.mail"
    )
    assert RING.blind("a@example.org", place="x.mail") != vault.new_ring().blind(
        "a@example.org", place="x.mail"
    )


def test_the_ring_on_disk_is_for_its_owner_only(tmp_path):
    vault.save_ring(RING, tmp_path / "keys")

    assert vault.load_ring(tmp_path / "keys") == RING
    mode = (tmp_path / "keys" / vault.RING_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_secret_is_made_once_and_stays(tmp_path):
    first = vault.secret(tmp_path / "keys", "signing.key")

    assert vault.secret(tmp_path / "keys", "signing.key") == first
    assert len(first) > 60
