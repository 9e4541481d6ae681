"""What a mail says: everything that one person owes, in their words, and nothing that it must not."""

from datetime import date
from email.message import Message

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from actionplans.models import FrameworkSettings, Reminder, ReminderState, Review, Stage
from actionplans.reminders.tick import run_tick
from tests.actionplans.reminding import ask_tom, at, html_of, owner_of, send_back
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]


@pytest.fixture
def review() -> Review:
    return ask_tom()


def test_mail_subject_says_how_many_by_when_and_for_which_period(
    review: Review, mailoutbox: Outbox
) -> None:
    run_tick(now=at(5))
    assert mailoutbox[0].subject == "1 update due by Monday 10 October: July to September 2022"

    ReviewFactory.create(round=review.round, plan__owner=review.plan.owner)
    Reminder.objects.all().update(state=ReminderState.SKIPPED)
    run_tick(now=at(5, 10))
    assert mailoutbox[1].subject == "2 updates due by Monday 10 October: July to September 2022"


def test_mail_comes_from_the_team_and_goes_back_to_it(
    review: Review, mailoutbox: Outbox, settings: Settings
) -> None:
    FrameworkSettings.objects.create(team_name="Safer Melton team", team_email="sm@example.org")

    run_tick(now=at(5))

    message: Message = mailoutbox[0].message()
    number = Reminder.objects.get(state=ReminderState.SENT).pk
    assert message["From"] == "Safer Melton team <sm@example.org>"
    assert message["Reply-To"] == "Safer Melton team <sm@example.org>"
    assert message["To"] == "tom@example.org"
    assert message["Date"] == "Wed, 05 Oct 2022 09:00:00 +0100"
    assert message["Message-ID"] == f"<reminder-{number}-1@testserver>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert mailoutbox[0].from_email == settings.DEFAULT_FROM_EMAIL


def test_mail_text(review: Review, mailoutbox: Outbox) -> None:
    ActionFactory.create(
        plan=ReviewFactory.create(round=review.round).plan,
        lead_person=review.plan.owner,
        reference="3.4",
        title="Village gateways",
        due_on=date(2022, 9, 16),
    )

    run_tick(now=at(5))

    mail = next(mail for mail in mailoutbox if mail.to == ["tom@example.org"])
    before, _, after = str(mail.body).partition("http://testserver/r/")
    assert before == (
        "Dear Tom Ashby,\n\n"
        "We are waiting for updates from you for July to September 2022. They are due by "
        "Monday 10 October, and the board’s papers go out on Thursday 13 October.\n\n"
        "* 2. Road safety\n\n"
        "* 3.4 Village gateways\n"
        "  an action that was due on 16 September 2022\n\n"
        "Answer here, about a minute for each:\n"
    )
    assert "Reply to this mail, or ring 01632 960001." in after


def test_mail_link_opens_what_is_owed(review: Review, mailoutbox: Outbox, client: Client) -> None:
    run_tick(now=at(5))

    link = str(mailoutbox[0].body).partition("http://testserver")[2].split()[0]
    token = link.strip("/").split("/")[1]
    assert link == reverse("actionplans:link_home", args=[token])
    assert f'href="http://testserver{link}"' in html_of(mailoutbox[0])
    with time_machine.travel(at(5, 10)):
        assert b"Road safety" in client.get(link).content


def test_mail_html_escapes_what_people_wrote(review: Review, mailoutbox: Outbox) -> None:
    review.plan.title = "Speed & <noise>"
    review.plan.save()

    run_tick(now=at(5))

    assert "2. Speed &amp; &lt;noise&gt;" in html_of(mailoutbox[0])
    assert "* 2. Speed & <noise>" in mailoutbox[0].body


def test_mail_leaves_out_a_restricted_plans_title(review: Review, mailoutbox: Outbox) -> None:
    secret = ActionPlanFactory.create(
        owner=review.plan.owner, is_restricted=True, title="Operation Heron"
    )
    ReviewFactory.create(round=review.round, plan=secret)

    run_tick(now=at(5))

    mail = mailoutbox[0]
    assert mail.subject == "2 updates due by Monday 10 October: July to September 2022"
    assert "1 restricted plan: sign in to answer, http://testserver/my-work/" in mail.body
    assert "Heron" not in mail.message().as_string()
    titles = [item["title"] for item in Reminder.objects.get(state=ReminderState.SENT).listed]
    assert sorted(titles) == ["2. Road safety", "A restricted plan"]


def test_mail_leaves_out_what_an_officer_asked_about_a_restricted_plan(
    review: Review, mailoutbox: Outbox
) -> None:
    review.plan.is_restricted = True
    review.plan.save()
    send_back(review, moment=at(5))

    run_tick(now=at(5))

    assert "Which schools?" not in mailoutbox[0].body
    assert "Which schools?" not in html_of(mailoutbox[0])


def test_mail_names_ten_and_counts_the_rest(review: Review, mailoutbox: Outbox) -> None:
    for number in range(21):
        plan = ActionPlanFactory.create(owner=review.plan.owner, year="2023/24", number=10 + number)
        ReviewFactory.create(round=review.round, plan=plan)

    run_tick(now=at(5))

    assert mailoutbox[0].subject.startswith("22 updates due by")
    assert mailoutbox[0].body.count("\n* ") == 10
    assert "\nand 12 more\n" in mailoutbox[0].body
    assert len(Reminder.objects.get(state=ReminderState.SENT).listed) == 22


def test_mail_to_who_stands_in_says_for_whom(review: Review, mailoutbox: Outbox) -> None:
    AbsenceFactory.create(user=owner_of(review), deputy__full_name="Ann Lee")

    run_tick(now=at(5))

    assert mailoutbox[0].body.startswith("Dear Ann Lee,")
    assert "* 2. Road safety (on behalf of Tom Ashby)\n" in mailoutbox[0].body


def test_mail_overdue_goes_to_the_deputy_too(review: Review, mailoutbox: Outbox) -> None:
    review.plan.deputy = UserFactory.create(full_name="Ann Lee", email="ann@example.org")
    review.plan.save()

    run_tick(now=at(17))

    subject = "1 update late, due by Monday 10 October: July to September 2022"
    assert {(mail.to[0], mail.subject) for mail in mailoutbox} == {
        ("tom@example.org", subject),
        ("ann@example.org", subject),
    }
    to_ann = next(mail for mail in mailoutbox if mail.to == ["ann@example.org"])
    assert "* 2. Road safety (on behalf of Tom Ashby)" in to_ann.body


def test_mail_of_a_return_says_what_is_asked(review: Review, mailoutbox: Outbox) -> None:
    send_back(review, moment=at(5))

    run_tick(now=at(5))

    assert [mail.subject for mail in mailoutbox] == [
        "A question about your update: July to September 2022"
    ]
    assert "  What we ask: Which schools?\n" in mailoutbox[0].body


def test_mail_to_officers_says_whom_to_ring_and_has_no_link(
    review: Review, mailoutbox: Outbox
) -> None:
    owner = owner_of(review)
    owner.post, owner.telephone = "Road Safety Officer", "01632 960123"
    owner.save()
    vacant = ActionPlanFactory.create(owner=None, year="2023/24", number=7, title="Violent crime")
    ReviewFactory.create(round=review.round, plan=vacant)
    officer(email="helen@example.org")

    run_tick(now=at(24))

    mail = next(mail for mail in mailoutbox if mail.to == ["helen@example.org"])
    assert mail.subject == "2 updates not in, due by Monday 10 October: July to September 2022"
    assert "* 2. Road safety (Tom Ashby, Road Safety Officer, 01632 960123)\n" in mail.body
    assert "* 7. Violent crime (nobody to ask: the plan has no owner)\n" in mail.body
    assert "/r/" not in mail.body + html_of(mail)


def test_mail_to_an_officer_who_owes_something_says_so(review: Review, mailoutbox: Outbox) -> None:
    review.plan.owner = officer()
    review.plan.save()

    run_tick(now=at(24))

    assert len(mailoutbox) == 1
    assert "You owe 1 update yourself." in mailoutbox[0].body
    states = Reminder.objects.order_by("due_at").values_list("stage", "state")
    assert (Stage.OVERDUE, ReminderState.SUPERSEDED) in states


def test_mail_of_a_second_try_has_a_number_and_a_link_of_its_own(
    review: Review, mailoutbox: Outbox
) -> None:
    run_tick(now=at(5))
    reminder = Reminder.objects.get(state=ReminderState.SENT)
    Reminder.objects.filter(pk=reminder.pk).update(state=ReminderState.PENDING)

    run_tick(now=at(5, 10))

    identities = [mail.extra_headers["Message-ID"] for mail in mailoutbox]
    assert identities == [
        f"<reminder-{reminder.pk}-1@testserver>",
        f"<reminder-{reminder.pk}-2@testserver>",
    ]
    first, second = [str(mail.body).partition("/r/")[2].split()[0] for mail in mailoutbox]
    assert first != second
    assert owner_of(review).review_links.count() == 2
