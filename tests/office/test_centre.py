"""The centre's profile and its focus themes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from teilhabe.audit.models import Event
from teilhabe.kit import pages
from teilhabe.kit.merging import ChangedMeanwhile
from teilhabe.office import actions, queries
from teilhabe.office.actions.facts import AlreadyEnded, EndsBeforeItBegins, KeyTaken, NotAllowed
from teilhabe.office.choices import FocusArea
from teilhabe.office.models import CentreProfile
from teilhabe.office.schemas import ProfileFacts, ThemeFacts
from tests.makers import a_user
from tests.office.makers import MONDAY, MORNING, a_municipality

pytestmark = pytest.mark.django_db


def facts(**changes) -> ProfileFacts:
    given = {
        "name": "Kommunales Integrationszentrum",
        "short_name": "KI",
        "body": "Kreis",
        **changes,
    }
    return ProfileFacts(**given)


def theme(**changes) -> ThemeFacts:
    return ThemeFacts(
        **{"key": "partner", "area": "crosscutting", "title": {"de": "Partner"}, **changes}
    )


def test_before_the_first_profile_the_centre_has_no_name_of_its_own():
    here = queries.centre()

    assert (here.name, here.version) == ("Kommunales Integrationszentrum", 0)
    assert queries.profile() is None
    assert queries.municipalities_served() == []
    assert queries.letterhead().name == here.name


def test_the_profile_is_written_and_read_back_as_pages_need_it():
    place = a_municipality()
    hours: list[list[int | str]] = [[1, "08:30", "12:00"]]

    actions.write_profile(
        facts=facts(
            office_code="A 46",
            place="Aachen",
            fax="+493023125199",
            opening_hours=hours,
            languages=["de"],
        ),
        municipalities=[place],
        version=0,
        by=a_user(),
        at=MORNING,
    )

    here = queries.centre()
    assert (here.code, here.place, here.version) == ("A 46", "Aachen", 1)
    assert here.opening_times == (queries.OpeningTime(1, "08:30", "12:00"),)
    assert queries.municipalities_served() == [place]
    head = queries.letterhead()
    assert (head.office_code, head.department, head.fax) == ("A 46", "Kreis", "+49 30 23125199")


def test_two_heads_at_once_lose_nothing(django_capture_on_commit_callbacks):
    head, place = a_user(), a_municipality()
    generation = pages.generation()

    with django_capture_on_commit_callbacks(execute=True):
        actions.write_profile(facts=facts(), municipalities=[], version=0, by=head, at=MORNING)
    with pytest.raises(ChangedMeanwhile):
        actions.write_profile(
            facts=facts(place="Alsdorf"), municipalities=[], version=0, by=head, at=MORNING
        )
    actions.write_profile(facts=facts(), municipalities=[], version=1, by=head, at=MORNING)
    actions.write_profile(facts=facts(), municipalities=[place], version=1, by=head, at=MORNING)

    assert queries.centre().version == 2
    assert [e.changed for e in Event.objects.order_by("pk")][1:] == [["municipalities"]]
    assert pages.generation() == generation + 1


def test_there_is_one_profile_and_only_the_head_writes_it():
    with pytest.raises(NotAllowed):
        actions.write_profile(
            facts=facts(), municipalities=[], version=0, by=a_user("verwaltung"), at=MORNING
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        CentreProfile.objects.create(pk=2, name="x", short_name="x", body="x")


def test_themes_hold_for_their_time_in_their_area():
    head = a_user()
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    row = actions.add_theme(facts=theme(valid_from=first, valid_until=last), by=head, at=MORNING)

    assert queries.themes_of(FocusArea.CROSSCUTTING, on=MONDAY) == [row]
    assert queries.themes_of(FocusArea.CROSSCUTTING, on=last + timedelta(days=1)) == []
    assert queries.themes_of(FocusArea.EDUCATION, on=MONDAY) == []
    assert queries.focus_theme(row.pk) == row
    with pytest.raises(Http404):
        queries.focus_theme(row.pk + 1)


def test_themes_change_end_and_refuse():
    head, clerk = a_user(), a_user("beratung")
    row = actions.add_theme(facts=theme(), by=head, at=MORNING)
    other = actions.add_theme(facts=theme(key="anders"), by=head, at=MORNING)

    with pytest.raises(KeyTaken):
        actions.add_theme(facts=theme(), by=head, at=MORNING)
    with pytest.raises(KeyTaken):
        actions.change_theme(theme=other, facts=theme(), by=head, at=MORNING)
    wrong = theme(key="neu", valid_from=MONDAY, valid_until=MONDAY - timedelta(days=1))
    with pytest.raises(EndsBeforeItBegins):
        actions.add_theme(facts=wrong, by=head, at=MORNING)
    changed = theme(title={"de": "Starke Partner"})
    actions.change_theme(theme=row, facts=changed, by=head, at=MORNING)
    actions.change_theme(theme=row, facts=changed, by=head, at=MORNING)
    yesterday = MONDAY - timedelta(days=1)
    actions.end_theme(theme=row, last_day=yesterday, by=head, at=MORNING)
    with pytest.raises(AlreadyEnded):
        actions.end_theme(theme=row, last_day=MONDAY, by=head, at=MORNING)
    for deed in (
        lambda: actions.add_theme(facts=theme(key="x"), by=clerk, at=MORNING),
        lambda: actions.change_theme(theme=row, facts=changed, by=clerk, at=MORNING),
        lambda: actions.end_theme(theme=other, last_day=MONDAY, by=clerk, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()

    verbs = [event.verb for event in Event.objects.order_by("pk")]
    assert verbs[2:] == ["office.theme_changed", "office.theme_ended"]
