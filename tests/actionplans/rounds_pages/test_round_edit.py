"""A round's dates: shown as they would be, then moved, and written down."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from actionplans.models import RoundEvent, RoundEventKind
from actionplans.services.round_changes import OPENED_MEANWHILE, edit_round
from partners.models import User
from tests.actionplans.asking import NOW, OPENED, earlier_round, road_safety, text
from tests.actionplans.plan_cast import in_parts
from tests.actionplans.rounds_pages.shown import dates, saved, shown
from tests.factories import MeetingFactory, ReviewRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def moved() -> list[tuple[str, str, str, str]]:
    rows = RoundEvent.objects.filter(kind=RoundEventKind.MOVED).order_by("pk")
    return list(rows.values_list("field", "old", "new", "reason"))


def test_round_edit_shows_the_new_days_first(helen: Client) -> None:
    round_ = ReviewRoundFactory.create()
    form = dates(due_on=in_parts("due_on", 12, 10, 2022))
    page = text(shown(helen, f"/rounds/{round_.pk}/edit/", form))
    assert "The new days" in page
    assert "<strong>Wednesday 12 October 2022</strong>" in page
    # Overdue five working days after.
    assert "<strong>Wednesday 19 October 2022</strong>" in page
    assert "Nothing is saved yet." in page
    round_.refresh_from_db()
    assert (round_.due_on, moved()) == (date(2022, 10, 10), [])


def test_round_edit_shows_again_what_was_filled_in_since(helen: Client) -> None:
    round_ = ReviewRoundFactory.create()
    url = f"/rounds/{round_.pk}/edit/"
    seen = shown(helen, url, dates(due_on=in_parts("due_on", 12, 10, 2022))).context["shown"]
    other = dates(due_on=in_parts("due_on", 13, 10, 2022)) | {"shown": seen}
    response = helen.post(url, other)
    assert "<strong>Thursday 13 October 2022</strong>" in text(response)
    round_.refresh_from_db()
    assert round_.due_on == date(2022, 10, 10)


def test_round_edit_moves_the_dates_and_writes_them_down(helen: Client, marsh: User) -> None:
    round_ = ReviewRoundFactory.create()
    form = dates(
        opens_on=in_parts("opens_on", 4, 10, 2022), due_on=in_parts("due_on", 12, 10, 2022)
    ) | {"why": "The bank holiday"}
    response = saved(helen, f"/rounds/{round_.pk}/edit/", form)
    assert response["Location"] == f"/rounds/{round_.pk}/"
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on) == (date(2022, 10, 4), date(2022, 10, 12))
    assert moved() == [
        ("opens_on", "2022-10-03", "2022-10-04", "The bank holiday"),
        ("due_on", "2022-10-10", "2022-10-12", "The bank holiday"),
    ]
    assert {event.by for event in RoundEvent.objects.all()} == {marsh}
    page = text(helen.get(f"/rounds/{round_.pk}/"))
    assert "Answers due: 10 October 2022" in page
    assert "“The bank holiday”" in page


def test_round_edit_takes_the_papers_from_the_meeting(helen: Client) -> None:
    round_ = ReviewRoundFactory.create(papers_on=None)
    meeting = MeetingFactory.create()
    form = dates(papers_on=in_parts("papers_on", "", "", "")) | {"meeting": str(meeting.pk)}
    saved(helen, f"/rounds/{round_.pk}/edit/", form)
    round_.refresh_from_db()
    assert (round_.meeting, round_.papers_on) == (meeting, date(2022, 10, 13))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"due_on": in_parts("due_on", 30, 9, 2022)},
            "Enter Monday 3 October or a later day",
        ),
        (
            {"papers_on": in_parts("papers_on", 7, 10, 2022)},
            "Enter Monday 10 October or a later day",
        ),
        (
            {"due_on": in_parts("due_on", 8, 10, 2022)},
            "Saturday 8 October is not a working day in England. Enter one that is",
        ),
        (
            {"opens_on": in_parts("opens_on", 30, 9, 2022)},
            "Enter a day after the period’s end, 30 September 2022",
        ),
        (
            {"due_on": in_parts("due_on", "", "", "")},
            "Enter the day on which answers are due",
        ),
    ],
)
def test_round_edit_says_what_to_put_right(
    helen: Client, changes: dict[str, dict[str, str]], message: str
) -> None:
    round_ = ReviewRoundFactory.create()
    response = helen.post(f"/rounds/{round_.pk}/edit/", dates(**changes))
    assert response.status_code == 200
    assert message in text(response)
    before = round_.due_on
    round_.refresh_from_db()
    assert round_.due_on == before


def test_round_edit_holds_the_papers_before_the_meeting(helen: Client) -> None:
    round_, meeting = ReviewRoundFactory.create(), MeetingFactory.create()
    form = dates(papers_on=in_parts("papers_on", 21, 10, 2022)) | {"meeting": str(meeting.pk)}
    response = helen.post(f"/rounds/{round_.pk}/edit/", form)
    assert "Enter Thursday 20 October, the day of the meeting, or an earlier day" in text(response)


def test_round_edit_of_an_open_round_warns_and_keeps_its_opening(helen: Client) -> None:
    round_ = road_safety().round
    page = text(helen.get(f"/rounds/{round_.pk}/edit/"))
    assert "This round opened on Monday 3 October and 1 plan is asked about." in page
    assert 'name="opens_on_day"' not in page
    form = dates(opens_on=in_parts("opens_on", 7, 10, 2022))
    saved(helen, f"/rounds/{round_.pk}/edit/", form)
    round_.refresh_from_db()
    assert (round_.opens_on, round_.opened_at) == (date(2022, 10, 3), OPENED)


def test_round_edit_leaves_the_opening_of_what_opened_meanwhile(marsh: User) -> None:
    round_ = ReviewRoundFactory.create()
    type(round_).objects.update(opened_at=OPENED)
    with pytest.raises(ValidationError, match=OPENED_MEANWHILE):
        edit_round(round_=round_, changes={"opens_on": date(2022, 10, 4)}, by=marsh, now=NOW)
    edit_round(round_=round_, changes={"due_on": date(2022, 10, 11)}, by=marsh, now=NOW)
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on, round_.opened_at) == (
        date(2022, 10, 3),
        date(2022, 10, 11),
        OPENED,
    )


def test_round_edit_after_the_papers_is_locked(helen: Client) -> None:
    round_ = earlier_round()
    response = helen.get(f"/rounds/{round_.pk}/edit/")
    assert response.status_code == 403
    assert "went out on Monday 11 July, so its dates stay as they were." in text(response)
    assert helen.post(f"/rounds/{round_.pk}/edit/", dates()).status_code == 403
    round_.refresh_from_db()
    assert round_.due_on == date(2022, 7, 8)
