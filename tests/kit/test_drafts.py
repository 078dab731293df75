"""Drafts come back to the one who typed them, and to nobody else; two people never lose a word."""

import json
import re

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from teilhabe.kit import actions, drafts, samples
from teilhabe.kit.merging import ChangedMeanwhile, wire
from teilhabe.kit.models import Draft
from tests.conftest import MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

URL = "/kit/formular/"
SAVE = "/kit/entwurf/"


def signed_in(role: str = "querschnitt") -> InspectingClient:
    client = InspectingClient()
    client.force_login(a_user(role), backend="teilhabe.accounts.backends.RoleBackend")
    return client


def opened(client: InspectingClient) -> dict[str, object]:
    """The page as a browser has it: every value that would be sent back untouched."""
    response = client.get(URL)
    long = response.context["long"]
    html = response.content.decode()
    values: dict[str, object] = {
        name: list(texts) for name, texts in sent_untouched(long.form).items()
    }
    for token in (drafts.BASE, drafts.PLACE):
        found = re.findall(rf'name="{token}" value="([^"]+)"', html)
        values[token] = found[-1]
    return values


def sent_untouched(form: object) -> dict[str, tuple[str, ...]]:
    from_page = re.compile(r"<(input|textarea|select)[^>]*name=\"([^\"]+)\"")
    names = {name for _tag, name in from_page.findall(str(form))}
    values = wire(form)  # type: ignore[arg-type]
    assert names >= {name for name in values if not name.endswith("_passt")}
    return values


def test_what_was_typed_comes_back_the_next_time():
    client = signed_in()
    typed = opened(client) | {"title": "Elterncafé Würselen", "first_day": "kein Tag"}

    saved = client.post(SAVE, typed)
    html = client.get(URL).content.decode()

    assert saved.json().keys() == {"saved_at"}
    assert 'value="Elterncafé Würselen"' in html
    assert 'value="kein Tag"' in html
    assert "steht wieder im Formular" in html
    assert "stimmt noch nicht" not in html


def test_the_draft_is_unreadable_in_the_database():
    client = signed_in()
    client.post(SAVE, opened(client) | {"title": "Elterncafé Würselen"})

    stored = Draft.objects.extra(select={"raw": "payload"}).values_list("raw", flat=True)
    raw = next(iter(stored))

    assert "Würselen" not in raw
    assert "Würselen" in Draft.objects.get().payload


def test_saving_ends_the_draft():
    client = signed_in()
    typed = opened(client) | {"title": "Elterncafé Würselen"}
    client.post(SAVE, typed)

    answer = client.post(URL, typed)

    assert answer.status_code == 302
    assert samples.card().title == "Elterncafé Würselen"
    assert not Draft.objects.exists()


def test_a_draft_that_says_nothing_new_is_not_mentioned():
    client = signed_in()
    client.post(SAVE, opened(client))

    assert "steht wieder im Formular" not in client.get(URL).content.decode()


def test_a_draft_can_be_discarded():
    client = signed_in()
    page = opened(client)
    client.post(SAVE, page | {"title": "Anders"})

    answer = client.post("/kit/entwurf/verwerfen/", {drafts.PLACE: page[drafts.PLACE]})

    assert answer.url == URL
    assert not Draft.objects.exists()
    assert "Anders" not in client.get(URL).content.decode()


def test_without_script_the_button_leads_back_to_the_form():
    client = signed_in()

    answer = client.post(
        SAVE, opened(client) | {"title": "Anders"}, headers={"accept": "text/html"}
    )

    assert answer.url == URL
    assert Draft.objects.count() == 1


def test_a_second_save_replaces_the_first():
    client = signed_in()
    page = opened(client)
    client.post(SAVE, page | {"title": "Eins"})
    client.post(SAVE, page | {"title": "Zwei"})

    assert json.loads(Draft.objects.get().payload)["title"] == ["Zwei"]


def test_nobody_else_sees_or_takes_a_draft():
    mine, other = signed_in(), signed_in()
    page = opened(mine)
    mine.post(SAVE, page | {"title": "Geheim"})

    assert other.post(SAVE, page).status_code == 403
    assert other.post("/kit/entwurf/verwerfen/", page).status_code == 403
    assert "Geheim" not in other.get(URL).content.decode()
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    "token",
    ["", "x", "a:b:c", signing.dumps([1], salt=drafts.SALT)],
    ids=["empty", "short", "unsigned", "signed, but a list"],
)
def test_a_note_that_is_not_ours_is_refused(token):
    client = signed_in()

    assert client.post(SAVE, opened(client) | {drafts.PLACE: token}).status_code == 403
    assert not Draft.objects.exists()


def test_a_changed_note_is_refused():
    client = signed_in()
    page = opened(client)
    note = str(page[drafts.PLACE])

    changed = ("A" if note[5] != "A" else "B").join([note[:5], note[6:]])

    assert client.post(SAVE, page | {drafts.PLACE: changed}).status_code == 403


def test_without_the_permission_of_the_form_there_is_no_draft():
    client = signed_in()
    user_pk = int(client.session["_auth_user_id"])
    note = drafts.note(drafts.Place(user_pk, "k", "", "privacy.change_retention", "/"))

    assert client.post(SAVE, {drafts.PLACE: note, "a": "b"}).status_code == 403


def test_a_text_that_is_too_long_is_refused_with_a_sentence():
    client = signed_in()

    answer = client.post(SAVE, opened(client) | {"notes": "x" * (drafts.LONGEST + 1)})

    assert answer.status_code == 413
    assert "zu lang" in answer.json()["text"]


def test_typing_after_the_discarding_stays():
    user = a_user("querschnitt")
    given = {"form_key": "k", "object_key": "", "by": user}
    now = timezone.now()
    actions.save_draft(payload="{}", base_version=1, at=now, **given)

    assert not actions.discard_draft(at=MONDAY_MORNING.replace(year=2020), **given)
    assert actions.discard_draft(at=now, **given)


# Two people at once ----------------------------------------------------------------------------
def test_changes_of_different_fields_are_joined_without_a_question():
    first, second = signed_in(), signed_in()
    page_of_first, page_of_second = opened(first), opened(second)
    first.post(URL, page_of_first | {"title": "Neuer Name"})

    answer = second.post(URL, page_of_second | {"phone": "030 23125 111"}, follow=True)

    card = samples.card()
    assert card.title == "Neuer Name"
    assert str(card.phone) == "+49 30 23125111"
    assert card.version == 3
    assert "Inzwischen hatte jemand anderes geändert: Name des Angebots" in (
        answer.content.decode().replace("&quot;", '"')
    )


def test_changes_of_different_lines_are_joined():
    first, second = signed_in(), signed_in()
    page_of_first, page_of_second = opened(first), opened(second)
    text = str(page_of_first["notes"][0])  # type: ignore[index]
    first.post(URL, page_of_first | {"notes": text.replace("Begrüßung", "Begrüßung durch Leyla")})

    second.post(URL, page_of_second | {"notes": text.replace("zwei Wochen", "drei Wochen")})

    assert samples.card().notes.startswith("Begrüßung durch Leyla")
    assert samples.card().notes.endswith("in drei Wochen.")


def test_translations_by_two_people_are_joined():
    first, second = signed_in(), signed_in()
    page_of_first, page_of_second = opened(first), opened(second)
    first.post(URL, page_of_first | {"greeting_en": "Hello"})

    second.post(URL, page_of_second | {"greeting_ar": "مرحباً"})

    assert samples.card().greeting["en"] == "Hello"
    assert samples.card().greeting["ar"] == "مرحباً"


def conflict() -> tuple[InspectingClient, dict[str, object]]:
    """Both have changed the title; the second one is asked, and gets this page."""
    first, second = signed_in(), signed_in()
    page_of_first, page_of_second = opened(first), opened(second)
    first.post(URL, page_of_first | {"title": "Von der ersten"})
    sent = page_of_second | {"title": "Von der zweiten", "phone": "030 23125 222"}

    asked = second.post(URL, sent)

    html = asked.content.decode()
    assert asked.status_code == 200
    assert samples.card().title == "Von der ersten"
    assert "Jemand anderes hat das inzwischen auch geändert" in html
    assert all(text in html for text in ("Von der ersten", "Von der zweiten", "Elterncafé Alsdorf"))
    base = re.findall(rf'name="{drafts.BASE}" value="([^"]+)"', html)[-1]
    return second, sent | {drafts.BASE: base}


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ("meins", "Von der zweiten"),
        ("andere", "Von der ersten"),
        ("vorher", "Elterncafé Alsdorf"),
    ],
)
def test_a_field_that_both_changed_is_asked_and_the_answer_holds(choice, title):
    client, page = conflict()

    answer = client.post(URL, page | {"_wahl_title": choice})

    assert answer.status_code == 302
    assert samples.card().title == title
    assert str(samples.card().phone) == "+49 30 23125222"


def test_without_an_answer_it_is_asked_again_and_nothing_is_lost():
    client, page = conflict()

    answer = client.post(URL, page)

    html = answer.content.decode()
    assert "Jemand anderes hat das inzwischen auch geändert" in html
    assert 'value="Von der zweiten"' in html
    assert "030 23125222" in html
    assert samples.card().title == "Von der ersten"


def test_a_third_person_in_between_is_asked_about_too():
    client, page = conflict()
    samples.keep_card(values={"phone": "+493023125999"}, version=samples.card().version)

    answer = client.post(URL, page | {"_wahl_title": "meins"})

    html = answer.content.decode()
    assert 'name="_wahl_phone"' in html
    assert 'name="_wahl_title"' not in html
    assert 'value="Von der zweiten"' in html


def test_a_page_whose_base_was_tampered_with_overwrites_nothing_silently():
    first, second = signed_in(), signed_in()
    page_of_second = opened(second)
    first.post(URL, opened(first) | {"title": "Von der ersten"})

    answer = second.post(URL, page_of_second | {drafts.BASE: "x", "title": "Von der zweiten"})

    assert 'name="_wahl_title"' in answer.content.decode()
    assert samples.card().title == "Von der ersten"


def test_a_wrong_value_is_refused_at_its_field_and_stays():
    client = signed_in()

    answer = client.post(URL, opened(client) | {"first_day": "31.2.2026", "title": "Neu"})

    html = answer.content.decode()
    assert "Dieses Datum gibt es nicht" in html
    assert 'value="31.2.2026"' in html
    assert 'value="Neu"' in html


def test_the_record_itself_refuses_an_old_version():
    samples.keep_card(values={"title": "Neu"}, version=1)

    with pytest.raises(ChangedMeanwhile):
        samples.keep_card(values={"title": "Anders"}, version=1)


def test_a_draft_of_an_older_record_says_so_and_is_joined():
    first, second = signed_in(), signed_in()
    page = opened(second)
    second.post(SAVE, page | {"phone": "030 23125 222"})
    first.post(URL, opened(first) | {"title": "Von der ersten"})

    html = second.get(URL).content.decode()
    second.post(URL, opened(second))

    assert "Beim Speichern wird beides zusammengeführt" in html
    assert samples.card().title == "Von der ersten"
    assert str(samples.card().phone) == "+49 30 23125222"


def test_the_living_page_lets_one_play_the_colleague():
    client = signed_in()
    client.post(reverse("kit:sample_colleague"))

    assert samples.card().title == "Elterncafé Alsdorf (verschoben)"
