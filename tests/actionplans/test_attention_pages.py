"""The pages on which officers deal with a mail, and the mail's own page."""

import pytest
from django.test import Client

from actionplans.models import Reminder, ReminderHandling, ReminderState, Review
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.asking import answer
from tests.actionplans.needing import lost, sent_again
from tests.actionplans.reminding import at, owner_of
from tests.factories import officer
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

NOW = at(5, 10)


@pytest.fixture
def mail(review: Review) -> Reminder:
    User.objects.filter(pk=review.plan.owner_id).update(
        full_name="Ann Lee", telephone="01632 960123"
    )
    return lost(review)


def address(mail: Reminder, deed: str) -> str:
    return f"/reminders/{mail.pk}/{deed}/"


def send(client: Client, mail: Reminder, deed: str, **fields: object) -> str:
    """What an officer reads after sending a deed's page, wherever they come to."""
    response = client.post(address(mail, deed), {"seen": 0, **fields}, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_reminder_resend_in_two_clicks(client: Client, helen: User, mail: Reminder) -> None:
    assert f'href="{address(mail, "resend")}"' in page_of(client, "/reminders/attention/")
    asked = page_of(client, address(mail, "resend"))
    assert "Send this mail again to Ann Lee?" in asked
    assert "may have arrived already" not in asked

    told = send(client, mail, "resend", note="")

    assert "The mail to Ann Lee is sent again with the next look, if it is still true" in told
    assert "All is well" in told
    assert Reminder.objects.filter(resends=mail).count() == 1


def test_reminder_resend_twice_sends_once(client: Client, helen: User, mail: Reminder) -> None:
    send(client, mail, "resend")
    told = send(client, mail, "resend")
    assert "Helen Marsh has dealt with this mail: sent again, 5 October 2022 at 10:00am" in told
    assert Reminder.objects.filter(resends=mail).count() == 1
    assert ReminderHandling.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "details"),
    [
        (ReminderState.UNCERTAIN, {}),
        (ReminderState.SENT, {"sent_at": at(5), "may_have_arrived_twice": True}),
    ],
)
def test_reminder_resend_warns_that_it_may_have_arrived(
    client: Client, helen: User, mail: Reminder, state: ReminderState, details: dict[str, object]
) -> None:
    Reminder.objects.filter(pk=mail.pk).update(state=state, **details)
    assert "This mail may have arrived already. Ask Ann Lee (01632 960123) first" in page_of(
        client, address(mail, "resend")
    )


def test_reminder_handle_wants_a_word(client: Client, helen: User, mail: Reminder) -> None:
    assert "Enter what was done" in send(client, mail, "handle", note="  ")
    assert ReminderHandling.objects.count() == 0

    told = send(client, mail, "handle", note="Rang her: she has it")

    assert "The mail to Ann Lee is marked as handled" in told
    assert mail.handlings.get().note == "Rang her: she has it"


def test_reminder_handle_keeps_what_the_second_officer_typed(
    client: Client, helen: User, mail: Reminder
) -> None:
    send(client, mail, "handle", note="Rang her")
    client.force_login(officer(full_name="Omar Reed"))
    told = send(client, mail, "handle", note="Left a message")
    assert "Helen Marsh has dealt with this mail: marked as handled" in told
    assert "(“Rang her”). Nothing was done twice" in told
    assert "Left a message</textarea>" in told
    assert ReminderHandling.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "-1", "some", "1e9"])
def test_reminder_handle_takes_no_made_up_number(
    client: Client, helen: User, mail: Reminder, seen: str
) -> None:
    send(client, mail, "handle", note="Rang her", seen=seen)
    assert ReminderHandling.objects.count() == 0


def test_reminder_handle_refuses_a_note_that_is_too_long(
    client: Client, helen: User, mail: Reminder
) -> None:
    told = send(client, mail, "handle", note="a" * 501)
    assert "500 characters or fewer" in told
    assert ReminderHandling.objects.count() == 0


def test_reminder_address_dead_is_seen_wherever_the_person_is(
    client: Client, helen: User, mail: Reminder, review: Review
) -> None:
    told = send(client, mail, "address-dead", note="It came back")
    assert "No more mail goes to Ann Lee until another address is put in" in told
    assert "Can’t be reached by mail" in told
    person = User.objects.get(pk=mail.recipient_id)
    assert person.address_dead_since == NOW.date()

    assert "Mail does not arrive" in page_of(client, "/people/")
    assert "does not arrive, noted on 5 October 2022" in page_of(client, f"/people/{person.pk}/")
    plan = f"/action-plans/{review.plan_id}/"
    assert "Mail to their address does not arrive: ring instead" in page_of(client, plan)
    client.force_login(person)
    assert "does not arrive" not in page_of(client, plan)
    assert "does not arrive" not in page_of(client, f"/people/{person.pk}/")


def test_address_is_alive_again_from_the_persons_page(
    client: Client, helen: User, mail: Reminder, review: Review
) -> None:
    send(client, mail, "address-dead", note="It came back")
    page = client.post(f"/people/{review.plan.owner_id}/address-alive/", follow=True)
    assert "Mail goes to" in page.content.decode()
    assert owner_of(Review.objects.get(pk=review.pk)).address_dead_since is None


def test_reminder_detail_says_what_was_answered_how_and_by_whom(
    client: Client, helen: User, review: Review
) -> None:
    run_tick(now=at(5))
    answer(review)
    mail = Reminder.objects.get(stage="DUE")
    page = page_of(client, f"/reminders/{mail.pk}/")
    assert str(review.plan) in page
    assert f"At risk, 5 October 2022, by link, {owner_of(review)}" in page
    assert "1 attempt, 1 copy" in page
    assert "accepted by the relay" in page


def test_reminder_detail_says_what_officers_did_to_officers_alone(
    client: Client, helen: User, mail: Reminder
) -> None:
    assert address(mail, "handle") in page_of(client, f"/reminders/{mail.pk}/")
    repeat = sent_again(mail, now=NOW, by=helen)

    page = page_of(client, f"/reminders/{mail.pk}/")
    assert "<b>Sent again</b>, Helen Marsh, 5 October 2022 at 10:00am" in page
    assert f'href="/reminders/{repeat.pk}/">sent again on 5 October 2022 at 10:00am</a>' in page
    assert address(mail, "handle") not in page
    assert f'href="/reminders/{mail.pk}/">the mail of' in page_of(
        client, f"/reminders/{repeat.pk}/"
    )

    client.force_login(mail.recipient)
    own = page_of(client, f"/reminders/{mail.pk}/")
    assert "Helen Marsh" not in own
    assert address(mail, "handle") not in own


def test_reminder_list_narrows_to_what_needs_attention(
    client: Client, helen: User, mail: Reminder
) -> None:
    assert "1 mail<" in page_of(client, "/reminders/?attention=on")
    sent_again(mail, now=NOW)
    assert "No mail matches" in page_of(client, "/reminders/?attention=on")


def test_reminder_list_offers_others_nothing_about_attention(
    client: Client, mail: Reminder
) -> None:
    client.force_login(mail.recipient)
    page = page_of(client, "/reminders/?attention=on")
    assert "Needs attention" not in page
    assert "2 mails" in page


def test_reminder_list_as_a_file_says_what_officers_did(
    client: Client, helen: User, mail: Reminder
) -> None:
    repeat = sent_again(mail, now=NOW, by=helen)
    told = client.get("/reminders/?export=csv&state=FAILED").content.decode("utf-8-sig")
    assert "Sent again, 5 October 2022 at 10:00am, Helen Marsh" in told
    assert f",{repeat.pk}," in told
    client.force_login(mail.recipient)
    assert "Helen Marsh" not in client.get("/reminders/?export=csv").content.decode()


def test_my_work_says_how_much_needs_attention(client: Client, helen: User, mail: Reminder) -> None:
    told = "1 thing about the mail needs attention"
    assert told in page_of(client, "/my-work/")
    sent_again(mail, now=NOW)
    assert "about the mail" not in page_of(client, "/my-work/")
