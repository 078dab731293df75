"""Messages that invented people have written to the demo office, and what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from teilhabe.accounts.models import User
from teilhabe.directory.models import Municipality
from teilhabe.office import actions
from teilhabe.office.demo import people
from teilhabe.office.models import ContactRequest, StaffMember, Topic


@dataclass(frozen=True, slots=True)
class Letter:
    """One message; `passed_to` and `answer` say what happened next."""

    key: str
    days_ago: int
    language: str
    name: str
    mail: str
    text: str
    topic: str
    municipality: str = ""
    phone: str = ""
    passed_to: str = ""
    answer: str = ""


LETTERS = (
    Letter(
        "demo-alsdorf",
        0,
        "ar",
        "Rania Khoury",
        "rania.khoury@example.org",
        "نسكن في ألسدورف منذ أسبوعين. ابني عمره أحد عشر عامًا. كيف أجد له مدرسة؟",
        "schulplatz",
        "alsdorf",
    ),
    Letter(
        "demo-kita",
        2,
        "de",
        "Kita Sonnenwinkel",
        "kita@example.org",
        "Wir möchten unsere Elternabende mehrsprachig gestalten. Können Sie uns beraten?",
        "beratung",
        "stolberg",
        phone="+493023125201",
    ),
    Letter(
        "demo-verein",
        9,
        "de",
        "Kulturverein Brücke",
        "verein@example.org",
        "Unser Verein plant ein Begegnungsfest. Welche Förderung kommt infrage?",
        "foerderung",
        "eschweiler",
    ),
    Letter(
        "demo-kurs",
        16,
        "en",
        "Grace Mensah",
        "grace.mensah@example.org",
        "Is there a German course for my daughter during the holidays? She is in year 7.",
        "deutschkurse",
        "herzogenrath",
        answer="Ferienkurs genannt, Anmeldung über die Schule.",
    ),
    Letter(
        "demo-allgemein",
        1,
        "de",
        "",
        "",
        "Bitte rufen Sie mich zurück. Es geht um ein Praktikum bei Ihnen.",
        "",
        phone="+493023125202",
        passed_to=people.VOSSEN,
    ),
)


def make(
    staff: dict[str, StaffMember], topics: dict[str, Topic], *, by: User, at: datetime
) -> None:
    places = {row.slug: row for row in Municipality.objects.all()}
    known = set(ContactRequest.objects.values_list("once_key", flat=True))
    for letter in LETTERS:
        if letter.key in known:
            continue
        row = actions.receive_request(
            message=actions.Message(
                text=letter.text,
                language=letter.language,
                name=letter.name,
                mail=letter.mail,
                phone=letter.phone,
                topic=topics.get(letter.topic),
                municipality=places.get(letter.municipality),
            ),
            once_key=letter.key,
            at=at - timedelta(days=letter.days_ago),
        )
        if letter.passed_to:
            actions.assign_request(request=row, to=staff[letter.passed_to], by=by, at=at)
        if letter.answer:
            actions.finish_request(request=row, answer=letter.answer, by=by, at=at)
