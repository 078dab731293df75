"""A mail is written with the deed, sent once, forgotten at once, and never lost quietly."""

import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as post
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from teilhabe.accounts.choices import INVITATION_MAIL
from teilhabe.audit import queries as audit
from teilhabe.kit import lists, vault
from teilhabe.kit.jobs import JOBS
from teilhabe.notices import actions, jobs, queries, tiles
from teilhabe.notices.choices import MailState
from teilhabe.notices.models import Notice, OutgoingMail
from teilhabe.notices.queries import Letterhead
from teilhabe.office.models import CentreProfile
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

HEAD = Letterhead(
    name="Kommunales Integrationszentrum Musterstadt",
    office_code="A 46",
    street="Beispielstraße 10",
    postcode="52070",
    place="Aachen",
    phone="+49 30 23125 100",
    mail="ki@example.org",
)
PAST = datetime(2024, 11, 25, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # jobs read the real clock
REFUSING = "tests.notices.post.Refusing"
SILENT = "tests.notices.post.Silent"


def a_mail(to="amira@example.org", language="de", letterhead=HEAD, at=MONDAY_MORNING, **context):
    return actions.send_mail(
        to=to,
        kind=INVITATION_MAIL,
        template="accounts/mail/invitation",
        language=language,
        context={"name": "Amira O'Neill", "link": "https://ki.example.org/x/", "days": 7} | context,
        letterhead=letterhead,
        at=at,
    )


# Writing ----------------------------------------------------------------------------------------
def test_a_mail_has_subject_text_and_html_with_the_centres_head():
    mail = a_mail()

    assert mail.subject == "Ihr Zugang zum Arbeitsplatz des Zentrums"
    assert "Guten Tag Amira O'Neill," in mail.text
    assert mail.text.rstrip().endswith("E-Mail: ki@example.org\nhttp://127.0.0.1:8000")
    assert "Kommunales Integrationszentrum Musterstadt (A 46)" in mail.text
    assert "Beispielstraße 10, 52070 Aachen" in mail.text
    assert 'lang="de" dir="ltr"' in mail.html
    assert 'href="https://ki.example.org/x/"' in mail.html
    assert "Guten Tag Amira O'Neill," in unescape(mail.html)
    assert mail.state == MailState.WAITING


def test_without_a_head_of_its_own_a_mail_bears_the_centres():
    CentreProfile.objects.create(
        pk=1, name="KI Musterstadt", short_name="KI", body="Kreis", website="https://ki.example.org"
    )

    mail = a_mail(letterhead=None)

    assert mail.text.rstrip().endswith("KI Musterstadt\nKreis\nhttps://ki.example.org")
    assert 'href="https://ki.example.org"' in mail.html


def test_before_the_centre_is_described_a_mail_says_the_address_of_the_house():
    mail = a_mail(letterhead=None)

    assert mail.text.rstrip().endswith("Kommunales Integrationszentrum\nhttp://127.0.0.1:8000")
    assert 'href="http://127.0.0.1:8000"' in mail.html


def test_what_people_typed_stays_text():
    mail = a_mail(name="<script>alert(1)</script>")

    assert "<script>" not in mail.html
    assert "<script>" in mail.text


def test_html_reads_from_the_right_where_the_language_does():
    mail = a_mail(language="ar")

    assert 'lang="ar" dir="rtl"' in mail.html
    assert '<bdi dir="ltr">+49 30 23125 100</bdi>' in mail.html


def test_a_subject_is_one_line_without_the_name():
    mail = a_mail(name="Zeile\r\nBcc: all@example.org")

    assert "\n" not in mail.subject
    assert "Bcc" not in mail.subject


@pytest.mark.parametrize("to", ["", "amira", "amira@", "a@example.org\nBcc: b@example.org"])
def test_an_address_that_cannot_receive_is_refused_with_a_sentence(to: str):
    with pytest.raises(actions.NoMailAddress) as refusal:
        a_mail(to=to)

    assert "example.org" not in str(refusal.value)
    assert not OutgoingMail.objects.exists()


def test_a_mail_without_a_name_for_operators_is_a_bug():
    with pytest.raises(actions.UnknownKind):
        actions.send_mail(
            to="a@example.org", kind="x.y", language="de", context={}, at=MONDAY_MORNING
        )


def test_the_words_lie_encrypted_in_the_database():
    a_mail()

    with connection.cursor() as cursor:
        cursor.execute("SELECT text, html FROM notices_outgoingmail")
        text, html = cursor.fetchone()
    assert "Amira" not in text + html
    assert text.startswith("k1:")


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_rolled_back_sends_nothing():
    with transaction.atomic():
        a_mail()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


# Sending ----------------------------------------------------------------------------------------
def test_a_mail_goes_out_and_its_words_are_forgotten(do_jobs):
    mail = a_mail(at=PAST)
    words = mail.text

    assert do_jobs() == 1

    (sent,) = post.outbox
    assert sent.to == ["amira@example.org"]
    assert sent.body == words
    assert sent.alternatives[0].mimetype == "text/html"
    assert sent.extra_headers["Message-ID"] == f"<{mail.uid}@127.0.0.1>"
    assert sent.extra_headers["Content-Language"] == "de"
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert (mail.subject, mail.text, mail.html) == ("", "", "")
    assert "amira" not in str(mail)


def test_the_database_refuses_to_keep_words_of_a_sent_mail():
    mail = a_mail()

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=MONDAY_MORNING, subject="")


def test_a_job_run_twice_sends_once():
    mail = a_mail()

    first = actions.deliver(mail_id=mail.pk, at=MONDAY_MORNING)
    second = actions.deliver(mail_id=mail.pk, at=MONDAY_MORNING + timedelta(days=1))

    assert first is not None
    assert second is None
    assert len(post.outbox) == 1


def test_while_one_job_holds_a_mail_another_leaves_it_alone():
    mail = a_mail()
    held = actions._take(mail.pk, at=MONDAY_MORNING)  # what a job does first

    other = actions.deliver(mail_id=mail.pk, at=MONDAY_MORNING + timedelta(seconds=5))

    assert held is not None
    assert other is None
    assert post.outbox == []


def test_a_mail_whose_job_was_killed_is_sent_after_the_pause(do_jobs):
    mail = a_mail(at=PAST)
    actions._take(mail.pk, at=PAST)  # killed right after

    jobs.deliver_leftovers.func("2026-11-23")

    assert len(post.outbox) == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert mail.attempts == 2
    assert do_jobs() == 1
    assert len(post.outbox) == 1


def test_a_failed_attempt_is_repeated_after_a_growing_pause(settings):
    settings.EMAIL_BACKEND = SILENT
    mail, at, waits = a_mail(), MONDAY_MORNING, []

    for _ in range(4):
        tried = actions.deliver(mail_id=mail.pk, at=at)
        assert tried is not None
        assert tried.state == MailState.WAITING
        waits.append(tried.next_attempt_at - at)
        at = tried.next_attempt_at

    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=10)
    assert tried.last_error == "TimeoutError"
    planned = DBTaskResult.objects.exclude(run_after=None).order_by("run_after")
    assert planned.filter(run_after=at).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert actions.deliver(mail_id=mail.pk, at=at).state == MailState.SENT


def given_up(settings) -> OutgoingMail:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = REFUSING
    mail, at = a_mail(), MONDAY_MORNING
    for _ in range(5):
        tried = actions.deliver(mail_id=mail.pk, at=at)
        at = tried.next_attempt_at
    settings.EMAIL_BACKEND = backend
    return tried


def test_after_five_attempts_it_is_given_up_and_operators_are_told(settings):
    mail = given_up(settings)

    assert mail.state == MailState.FAILED
    assert mail.attempts == 5
    assert mail.last_error == "SMTPRecipientsRefused"  # the class, never the server's words
    assert queries.unread_count(user=a_user("betrieb")) == 1
    assert queries.unread_count(user=a_user("leitung")) == 0
    assert Notice.objects.get().url == "/post/"


def test_a_mail_whose_last_attempt_was_killed_is_given_up():
    mail = a_mail()
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=5)

    assert actions.deliver(mail_id=mail.pk, at=MONDAY_MORNING) is None

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "Interrupted")
    assert post.outbox == []


def test_a_mail_given_up_begins_anew_with_its_words(settings, do_jobs):
    mail, operator = given_up(settings), a_user("betrieb")
    DBTaskResult.objects.all().delete()

    actions.resend(mail=mail, by=operator, at=PAST)
    do_jobs()

    (sent,) = post.outbox
    assert "Guten Tag Amira" in sent.body
    assert [row.title for row in audit.history(mail)] == ["E-Mail noch einmal gesendet"]


def test_a_mail_on_its_way_is_not_sent_again_on_demand():
    mail, operator = a_mail(), a_user("betrieb")

    with pytest.raises(actions.NotGivenUp):
        actions.resend(mail=mail, by=operator, at=MONDAY_MORNING)

    assert audit.history(mail) == []


def test_lost_keys_are_a_bug_and_not_an_empty_mail(settings, tmp_path):
    mail = a_mail()
    settings.KEYS_DIR = tmp_path

    with pytest.raises(vault.CannotDecrypt):
        actions.deliver(mail_id=mail.pk, at=MONDAY_MORNING)

    assert post.outbox == []


def test_the_jobs_are_known_by_name():
    assert {"notices.deliver", "notices.deliver_leftovers"} <= set(JOBS)


# The page of the operators ----------------------------------------------------------------------
@pytest.fixture
def operator(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("betrieb", second_factor=True))
    return client


def test_the_page_counts_and_names_no_person_and_no_word(settings, operator: InspectingClient):
    given_up(settings)
    a_mail(to="karim.nasser@example.com", at=MONDAY_MORNING)

    page = operator.get("/post/").content.decode()

    assert "Einladung zur Mitarbeit" in page
    assert "example.com" in page
    assert "Diese Adresse wird nicht angenommen." in page
    assert not re.search("karim|amira|Zugang zum Arbeitsplatz", page, re.IGNORECASE)


def test_the_page_is_narrowed_by_state(settings, operator: InspectingClient):
    given_up(settings)
    a_mail(to="karim@example.com")

    failed = operator.get("/post/", {"stand": "failed"}).content.decode()
    waiting = operator.get("/post/", {"stand": "waiting"}).content.decode()
    sent = operator.get("/post/", {"stand": "sent"}).content.decode()

    assert "Diese Adresse wird nicht angenommen." in failed
    assert "example.com" in waiting
    assert "example.com" not in failed + sent


def test_failed_mails_are_sent_again_after_a_preview(settings, operator: InspectingClient, do_jobs):
    failed, waiting = given_up(settings), a_mail()
    DBTaskResult.objects.all().delete()
    chosen = {lists.ACTION: "noch-einmal", lists.CHOSEN: [failed.pk, waiting.pk]}

    preview = operator.post("/post/", chosen).content.decode()
    assert OutgoingMail.objects.get(pk=failed.pk).failed_at
    done = operator.post("/post/", chosen | {lists.CONFIRMED: "1"}, follow=True).content.decode()
    do_jobs()

    assert "Diese E-Mail wird noch einmal gesendet." in preview
    assert "ist gesendet oder noch unterwegs" in preview
    assert "Die E-Mail ist wieder unterwegs." in done
    assert len(post.outbox) == 1


def test_counts_look_at_the_last_seven_days():
    operator, sent = a_user("betrieb"), a_mail()
    actions.deliver(mail_id=sent.pk, at=MONDAY_MORNING)
    a_mail()

    now = queries.mail_counts(user=operator, at=MONDAY_MORNING + timedelta(days=6))
    later = queries.mail_counts(user=operator, at=MONDAY_MORNING + timedelta(days=8))

    assert (now.waiting, now.sent_in_week, now.given_up) == (1, 1, 0)
    assert later.sent_in_week == 0


def test_the_tile_turns_red_when_a_mail_was_given_up(settings):
    before = tiles.tiles(a_user("betrieb"), MONDAY)
    given_up(settings)

    (after,) = tiles.tiles(a_user("betrieb"), MONDAY)

    assert (before[0].count, before[0].level) == (0, "green")
    assert (after.count, after.level) == (1, "red")
    assert tiles.tiles(a_user("leitung"), MONDAY) == []


def test_others_see_no_mail():
    mail = a_mail()

    assert not queries.mails(user=a_user("leitung")).exists()
    with pytest.raises(OutgoingMail.DoesNotExist):
        queries.mail(mail.pk, user=a_user("leitung"))
    assert queries.mail(mail.pk, user=a_user("betrieb")) == mail


def test_errors_have_words_and_keep_their_name():
    assert queries.error_label("") == ""
    assert queries.error_label("TimeoutError").endswith("(TimeoutError)")
    assert queries.error_label("OddError") == "Die Übergabe ist gescheitert. (OddError)"
    assert queries.language_label("ar") == "Arabisch"
