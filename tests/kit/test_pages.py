"""Public facts are worked out once a generation."""

from itertools import count

from teilhabe.kit import pages


def test_a_kept_fact_is_made_once_until_a_public_fact_changes():
    made = count(1)

    first = pages.kept("centre", made.__next__)
    again = pages.kept("centre", made.__next__)
    pages.raise_generation()
    later = pages.kept("centre", made.__next__)

    assert (first, again, later) == (1, 1, 2)


def test_kept_facts_have_their_own_names():
    assert pages.kept("centre", lambda: "office") == "office"
    assert pages.kept("team", lambda: "people") == "people"
