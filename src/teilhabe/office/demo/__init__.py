"""Makes the demo office A 46: real facts of the region, an invented team, work of these days.

Everything goes through the office's own actions; a second run on the same day changes nothing.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from teilhabe.accounts.models import User
from teilhabe.directory.models import Municipality
from teilhabe.office import actions, imports, queries, schemas
from teilhabe.office.choices import FocusArea
from teilhabe.office.demo import people, requests, texts
from teilhabe.office.models import (
    Absence,
    CentreProfile,
    Deadline,
    FocusTheme,
    Post,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)

BEGAN = date(2013, 7, 1)
WEBSITE = (
    "https://www.staedteregion-aachen.de/de/navigation/aemter/kommunales-integrationszentrum-a-46/"
)
MORNINGS: list[list[int | str]] = [[day, "08:30", "12:00"] for day in range(1, 6)]
AFTERNOONS: list[list[int | str]] = [[day, "13:30", "15:30"] for day in (1, 2, 4)]
DEADLINES_KNOWN_FOR = timedelta(days=100)
STALE = timedelta(days=215)


def make(*, at: datetime) -> None:
    """The demo logins and the directory stand already."""
    head = User.objects.get_queryset().get(username="leitung")
    staff = _team(by=head, at=at)
    _profile(staff, by=head, at=at)
    _posts(staff, by=head, at=at)
    topics = _topics(by=head, at=at)
    _responsibilities(staff, topics, by=head, at=at)
    _contacts(staff, topics, by=head, at=at)
    _themes(by=head, at=at)
    _deadlines(staff, by=head, at=at)
    _absences(staff, by=head, at=at)
    requests.make(staff, topics, by=head, at=at)


def _team(*, by: User, at: datetime) -> dict[str, StaffMember]:
    logins = {user.username: user for user in User.objects.get_queryset()}
    known = {row.name: row for row in StaffMember.objects.all()}
    for member in people.TEAM:
        if member.name not in known:
            facts = schemas.StaffFacts(
                name=member.name,
                function=member.function,
                user=logins.get(member.login),
                works_from=date(2022, 8, 1),
                languages=list(member.languages),
            )
            known[member.name] = actions.add_staff(facts=facts, by=by, at=at)
    return known


def _profile(staff: dict[str, StaffMember], *, by: User, at: datetime) -> None:
    if CentreProfile.objects.exists():
        return
    spoken = dict.fromkeys(code for member in people.TEAM for code in member.languages)
    actions.write_profile(
        facts=schemas.ProfileFacts(
            name="Kommunales Integrationszentrum StädteRegion Aachen",
            short_name="KI StädteRegion Aachen",
            office_code="A 46",
            body="StädteRegion Aachen",
            street="Aachen-Arkaden",
            place="Aachen",
            phone="+493023125100",
            fax="+493023125199",
            mail="integration@example.org",
            website=WEBSITE,
            opening_hours=sorted(MORNINGS + AFTERNOONS, key=str),
            opening_note=texts.OPENING_NOTE,
            languages=list(spoken),
            claim=texts.CLAIM,
            tasks=texts.TASKS,
            history=texts.HISTORY,
            legal_ground=texts.LEGAL_GROUND,
            founded_on=BEGAN,
            desk=staff[people.PELZER],
        ),
        municipalities=list(Municipality.objects.all()),
        version=0,
        by=by,
        at=at,
    )


def _posts(staff: dict[str, StaffMember], *, by: User, at: datetime) -> None:
    """Secondments of those with a demo login last two more school years; one ends soon."""
    if Post.objects.exists():
        return
    today = timezone.localdate(at)
    for member in people.TEAM:
        until = None
        if member.seconded_from:
            until = date(today.year + 2, 7, 31)
            if member.name == people.HAVERTZ:
                until = today + timedelta(days=45)
        facts = schemas.PostFacts(
            title=member.function["de"],
            funding=member.funding,
            share=Decimal(member.share),
            holder=staff[member.name],
            is_secondment=bool(member.seconded_from),
            seconded_from=member.seconded_from,
            valid_from=date(2022, 8, 1),
            valid_until=until,
        )
        actions.add_post(facts=facts, by=by, at=at)


def _topics(*, by: User, at: datetime) -> dict[str, Topic]:
    known = {row.key: row for row in Topic.objects.all()}
    for place, subject in enumerate(people.SUBJECTS, start=1):
        if subject.key not in known:
            facts = schemas.TopicFacts(
                key=subject.key,
                label=subject.label,
                area=subject.area,
                words=subject.words,
                order=place * 10,
            )
            known[subject.key] = actions.add_topic(facts=facts, by=by, at=at)
    return known


def _responsibilities(
    staff: dict[str, StaffMember], topics: dict[str, Topic], *, by: User, at: datetime
) -> None:
    if Responsibility.objects.exists():
        return
    places = {row.slug: row for row in Municipality.objects.all()}
    general = (people.Special(subject.key, subject.names) for subject in people.SUBJECTS)
    for each in (*general, *people.SPECIALS):
        holder, *deputies = (staff[name] for name in each.names)
        facts = schemas.ResponsibilityFacts(
            topic=topics[each.key],
            holder=holder,
            deputies=tuple(deputies),
            stage=each.stage,
            municipality=places.get(each.municipality),
            valid_from=date(2022, 8, 1),
        )
        actions.add_responsibility(facts=facts, by=by, at=at)


def _contacts(
    staff: dict[str, StaffMember], topics: dict[str, Topic], *, by: User, at: datetime
) -> None:
    """Each was confirmed at some time; one so long ago that it asks for it."""
    if PublicContact.objects.exists():
        return
    for place, member in enumerate(m for m in people.TEAM if m.topics):
        since = STALE if member.name == people.AHMADI else timedelta(days=9 * place)
        facts = schemas.ContactFacts(
            function=member.function,
            staff=staff[member.name],
            shows_name=member.shows_name,
            phone=member.phone,
            fax="+493023125199",
            mail=member.mail,
            room=member.room,
            topics=tuple(topics[key] for key in member.topics),
            order=(place + 1) * 10,
            valid_from=date(2022, 8, 1),
        )
        actions.add_contact(facts=facts, by=by, at=at - since)


def _themes(*, by: User, at: datetime) -> None:
    year = timezone.localdate(at).year
    begins = year - year % 2  # themes are chosen for two years, beginning with an even one
    period = date(begins, 1, 1), date(begins + 1, 12, 31)
    before = date(2020, 1, 1), date(2021, 12, 31)
    for key, area, (title, description), (first, last) in (
        ("bildungsteilhabe", FocusArea.EDUCATION, texts.THEME_EDUCATION, period),
        ("starke-partner", FocusArea.CROSSCUTTING, texts.THEME_CROSSCUTTING, period),
        ("vielfalt-und-arbeit", FocusArea.CROSSCUTTING, texts.THEME_BEFORE, before),
    ):
        if FocusTheme.objects.filter(key=key).exists():
            continue
        facts = schemas.ThemeFacts(
            key=key,
            area=area,
            title=title,
            description=description,
            valid_from=first,
            valid_until=last,
        )
        actions.add_theme(facts=facts, by=by, at=at)


def _deadlines(staff: dict[str, StaffMember], *, by: User, at: datetime) -> None:
    """What was due is dealt with, but for the last one: it is overdue."""
    if Deadline.objects.exists():
        return
    today = timezone.localdate(at)
    imports.load_deadlines(valid_from=today - DEADLINES_KNOWN_FOR, by=by, at=at)
    past = [each for each in queries.calendar(on=today, user=by) if each.is_overdue]
    for each in past[:-1]:
        actions.finish_occurrence(deadline=each.deadline, occurs_on=each.on, by=by, at=at)


def _absences(staff: dict[str, StaffMember], *, by: User, at: datetime) -> None:
    if Absence.objects.exists():
        return
    today = timezone.localdate(at)
    for name, first, last in (
        (people.WOJCIK, -2, 4),
        (people.DEMIRTAS, 10, 23),
        (people.ARSLAN, 30, 44),
    ):
        actions.enter_absence(
            staff=staff[name],
            first_day=today + timedelta(days=first),
            last_day=today + timedelta(days=last),
            by=by,
            at=at,
        )
