"""Two people change the same thing: nothing is lost, and only real conflicts are asked."""

from hypothesis import given
from hypothesis import strategies as st

from teilhabe.kit.merging import Chunk, both_texts, merge, merge_text

NAMES = st.sampled_from(["name", "ort", "text"])
VALUES = st.dictionaries(NAMES, st.tuples(st.text("ab\n", max_size=6)), max_size=3)
LINES = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map("\n".join)


def full(values: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values.get(name, ()) for name in ("name", "ort", "text")}


def without_gaps(values: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: value for name, value in values.items() if value}


@given(VALUES, VALUES)
def test_what_only_one_side_changed_is_taken(base, changed):
    mine = merge(base, changed, base, texts={"text"})
    theirs = merge(base, base, changed, texts={"text"})

    assert full(mine.values) == full(changed)
    assert full(theirs.values) == full(changed)
    assert not mine.conflicts
    assert not theirs.conflicts


@given(VALUES, VALUES)
def test_the_same_change_on_both_sides_is_no_conflict(base, changed):
    found = merge(base, changed, changed, texts={"text"})

    assert without_gaps(found.values) == without_gaps(changed)
    assert not found.conflicts


@given(VALUES, VALUES, VALUES)
def test_both_sides_see_the_same_conflicts(base, mine, theirs):
    one = merge(base, mine, theirs, texts={"text"})
    other = merge(base, theirs, mine, texts={"text"})

    assert [c.name for c in sorted(one.conflicts, key=lambda c: c.name)] == [
        c.name for c in sorted(other.conflicts, key=lambda c: c.name)
    ]
    settled = set(one.values) - {c.name for c in one.conflicts}
    assert {n: one.values[n] for n in settled} == {n: other.values[n] for n in settled}


@given(VALUES, VALUES, VALUES)
def test_a_conflict_carries_all_three_sides_and_keeps_ones_own(base, mine, theirs):
    found = merge(base, mine, theirs)

    for conflict in found.conflicts:
        name = conflict.name
        assert conflict.before == base.get(name, ())
        assert conflict.mine == mine.get(name, ()) == found.values[name]
        assert conflict.theirs == theirs.get(name, ())
        assert len({conflict.before, conflict.mine, conflict.theirs}) == 3


@given(LINES, LINES, LINES)
def test_the_chunks_of_a_text_hold_every_line_of_every_side(base, mine, theirs):
    chunks = merge_text(base, mine, theirs)

    assert "\n".join(line for c in chunks for line in c.before) == base
    assert "\n".join(line for c in chunks for line in c.mine) == mine
    assert "\n".join(line for c in chunks for line in c.theirs) == theirs


@given(LINES, LINES, LINES)
def test_both_versions_one_after_the_other_lose_no_new_line(base, mine, theirs):
    joined = both_texts(base, mine, theirs).split("\n")
    new = (set(mine.split("\n")) | set(theirs.split("\n"))) - set(base.split("\n"))

    assert new <= set(joined)


def test_two_paragraphs_changed_by_two_people_are_joined():
    base = "Begrüßung\n\nThema\n\nEnde"
    mine = "Begrüßung durch Leyla\n\nThema\n\nEnde"
    theirs = "Begrüßung\n\nThema\n\nEnde um 12"

    found = merge({"text": (base,)}, {"text": (mine,)}, {"text": (theirs,)}, texts={"text"})

    assert found.values["text"] == ("Begrüßung durch Leyla\n\nThema\n\nEnde um 12",)
    assert found.taken_over == ("text",)


def test_the_same_line_changed_differently_is_asked():
    found = merge(
        {"text": ("a\nb\nc",)}, {"text": ("a\nX\nc",)}, {"text": ("a\nY\nc",)}, texts={"text"}
    )

    (conflict,) = found.conflicts
    assert [c for c in conflict.chunks if c.is_conflict] == [Chunk(("b",), ("X",), ("Y",))]
    assert found.values["text"] == ("a\nX\nc",)
