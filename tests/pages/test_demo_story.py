"""What the demonstration holds on its first morning, Wednesday 5 October 2022."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from actionplans.models import (
    Action,
    ActionPlan,
    EventKind,
    Reminder,
    Review,
    ReviewRound,
    WorkerHeartbeat,
)
from actionplans.queries.owed import people_asked
from actionplans.queries.positions import positions
from actionplans.reminders.tick import run_tick
from actionplans.services.plans import assign_owner
from partners.models import Role, User
from priorities.models import Priority
from smp_portal.foundation import clock
from smp_portal.foundation.working_days import is_working_day
from smp_portal.pages.demonstration.loading import FIRST_MORNING
from smp_portal.pages.demonstration.moves import next_working_morning
from smp_portal.pages.demonstration.story.pages import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_story_stands_on_its_first_morning() -> None:
    assert clock.today() == date(2022, 10, 5)
    assert WorkerHeartbeat.objects.get().at == FIRST_MORNING


def test_story_people() -> None:
    by_role = {role: User.objects.active().filter(role=role).count() for role in Role.values}
    assert by_role == {"OFFICER": 2, "OWNER": 10, "BOARD": 3, "ADMINISTRATOR": 1}
    assert [str(left) for left in User.objects.filter(is_active=False)] == ["Graham Lister"]
    assert not User.objects.exclude(email__endswith="@example.org").exists()
    assert User.objects.filter(telephone__startswith="01632 960").count() == 17
    assert User.objects.values("telephone").distinct().count() == 17


def test_story_plans_as_they_stand() -> None:
    assert Priority.objects.count() == 5
    assert ActionPlan.objects.filter(status="CLOSED", year="2021/22").count() == 6
    plans = ActionPlan.objects.active().order_by("number")
    standings = positions(plans, now=FIRST_MORNING)
    assert [(str(one.plan), one.words, one.compared) for one in standings] == [
        ("1. Drug related crime", "At risk", "Worse than July (on track)"),
        ("2. Road safety", "At risk", "July; new answer due Monday 10 October"),
        ("3. Violent crime", "No update since April", "Was on track in April"),
        ("4. Cybercrime", "On track", "Same as July"),
        (
            "5. Communication and engagement",
            "On track",
            "July; new answer due Monday 10 October",
        ),
        ("6. Partnership improvement plan", "Not yet rated", "New this year"),
    ]
    figures = [
        (one.actions.complete, one.actions.under_way, one.actions.to_start, one.actions.overdue)
        for one in standings
    ]
    assert figures == [
        (1, 4, 1, 0),
        (3, 1, 0, 1),
        (1, 2, 0, 1),
        (2, 3, 0, 0),
        (3, 3, 0, 0),
        (0, 1, 3, 0),
    ]
    assert [one.days_late for one in standings] == [0, 19, 47, 0, 0, 0]
    assert [one.plan.is_vacant for one in standings] == [False, True, False, False, False, False]


def test_story_dates_that_moved() -> None:
    moved = Action.objects.exclude(due_on=F("original_due_on")).order_by("reference")
    assert [
        (str(one), one.events.filter(kind=EventKind.REDATED).count(), one.days_moved)
        for one in moved
    ] == [("1.2 Drug awareness sessions", 2, 90), ("2.2 School-gate parking campaign", 2, 106)]
    assert [(one.original_due_on, one.due_on) for one in moved] == [
        (date(2022, 11, 2), date(2023, 1, 31)),
        (date(2022, 6, 2), date(2022, 9, 16)),
    ]
    speed_watch = Action.objects.get(reference="2.1", plan__year="2022/23")
    assert (speed_watch.status, speed_watch.completed_on) == ("COMPLETE", date(2022, 9, 12))
    lighting = Action.objects.get(reference="1.4", plan__year="2022/23")
    assert (lighting.due_on, str(lighting.lead_person)) == (date(2022, 11, 30), "Tom Ashby")


def test_story_of_what_was_done_last_year() -> None:
    """The annual report tells it: done, late, given up, and going on."""
    last_year = Action.objects.filter(plan__year="2021/22").order_by("plan__number", "reference")
    assert [(str(one), one.status) for one in last_year if one.status != "COMPLETE"] == [
        ("2.1 Community speed watch in ten villages", "IN_PROGRESS"),
        ("2.2 Training day for volunteers in September", "CANCELLED"),
        ("4.3 Two mornings before Christmas", "CANCELLED"),
        ("5.2 Events in village halls in the spring", "CANCELLED"),
    ]
    assert last_year.get(reference="2.1").continued_by.get().plan.year == "2022/23"
    late = last_year.filter(completed_on__gt=F("original_due_on"))
    assert [one.reference for one in late] == ["1.1", "1.4", "3.3", "4.2", "5.3", "6.2"]
    lent = last_year.get(decision__isnull=False)
    assert (lent.reference, lent.completed_on) == ("2.3", date(2022, 3, 3))


def test_story_ratings_round_by_round() -> None:
    told: dict[int, list[str]] = {number: [] for number in range(1, 7)}
    rounds = ReviewRound.objects.opened().order_by("period_end")
    for review in Review.objects.filter(round__in=rounds).order_by("round__period_end"):
        answer = review.answers.first()
        told[review.plan.number].append(answer.rating if answer else "")
    assert told == {
        1: ["GREEN", "GREEN", "AMBER", "GREEN", "GREEN", "AMBER"],
        2: ["GREEN", "AMBER", "RED", "RED", "AMBER", ""],
        3: ["GREEN", "GREEN", "GREEN", "GREEN", "", ""],
        4: ["GREEN", "GREEN", "GREEN", "GREEN", "GREEN", "GREEN"],
        5: ["AMBER", "AMBER", "GREEN", "GREEN", "GREEN", ""],
        6: ["GREEN", "GREEN", "GREEN", "BLUE", ""],
    }


def test_story_round_of_today() -> None:
    current = ReviewRound.objects.current()
    assert current is not None
    assert (current.title, current.opens_on, current.due_on, current.papers_on) == (
        "July to September 2022",
        date(2022, 10, 3),
        date(2022, 10, 10),
        date(2022, 10, 13),
    )
    states = current.reviews.order_by("plan__number").values_list("plan__number", "state")
    assert list(states) == [
        (1, "ANSWERED"),
        (2, "AWAITED"),
        (3, "AWAITED"),
        (4, "ACCEPTED"),
        (5, "AWAITED"),
        (6, "AWAITED"),
    ]
    owed = {
        str(person): [one.title for one in items]
        for person, items in people_asked(on=date(2022, 10, 5)).items()
    }
    assert owed == {
        "Helen Marsh": ["6. Partnership improvement plan"],
        "Lorna Fisk": ["5. Communication and engagement"],
        "Rosemary Hale": ["2.5 Gateway signs with the parish councils"],
        "Simon Reeve": ["3. Violent crime"],
        "Tom Ashby": ["1.4 Lighting survey of three parks"],
    }


def test_story_rounds_and_the_board() -> None:
    rounds = list(ReviewRound.objects.order_by("period_end"))
    met = [one.meeting.held_on for one in rounds if one.meeting]
    assert met == [
        date(2021, 7, 22),
        date(2021, 10, 21),
        date(2022, 1, 20),
        date(2022, 4, 21),
        date(2022, 7, 7),
        date(2022, 10, 20),
        date(2023, 1, 19),
        date(2023, 4, 20),
        date(2023, 7, 20),
        date(2023, 10, 19),
    ]
    days = [*met, *(day for one in rounds for day in (one.opens_on, one.due_on, one.papers_on))]
    assert [day for day in days if day is None or not is_working_day(day)] == []
    assert [one.title for one in rounds if one.opened_at is None] == [
        "October to December 2022",
        "January to March 2023",
        "April to June 2023",
        "July to September 2023",
    ]


def test_story_mail_to_the_owner_who_fell_silent() -> None:
    reminded = person("simon.reeve").reminders.filter(
        sent_at__year=2022, round__period_end__gt="2022-04-01"
    )
    told = reminded.order_by("sent_at").values_list("round__title", "stage", "state")
    assert list(told) == [
        ("April to June 2022", "OPENED", "SENT"),
        ("April to June 2022", "DUE", "SENT"),
        ("April to June 2022", "OVERDUE", "SENT"),
        ("July to September 2022", "OPENED", "SENT"),
    ]
    escalated = person("daniel.okafor").reminders.exclude(stage="DIGEST").get()
    assert (escalated.stage, [one["title"] for one in escalated.listed]) == (
        "ESCALATED",
        ["3. Violent crime"],
    )


def test_story_told_officers_each_morning_of_this_round_what_needs_them() -> None:
    digests = Reminder.objects.filter(stage="DIGEST", recipient=person("helen.marsh"))
    days = digests.order_by("day").values_list("day", "state")
    assert list(days) == [(date(2022, 10, day), "SENT") for day in (3, 4, 5)]


def test_story_goes_on_when_the_road_safety_plan_gets_its_owner() -> None:
    road_safety = ActionPlan.objects.active().get(number=2)
    tom, helen = person("tom.ashby"), person("helen.marsh")
    assert run_tick(now=FIRST_MORNING).sent == 0
    assign_owner(plan=road_safety, owner=tom, by=helen, now=FIRST_MORNING)
    assert run_tick(now=FIRST_MORNING + timedelta(hours=1)).sent == 1
    assert tom.reminders.latest("sent_at").stage == "GIVEN"

    # Five are asked. The officers hear of nothing that they were not told the morning before.
    assert run_tick(now=next_working_morning(FIRST_MORNING)).sent == 5
    told = tom.reminders.latest("sent_at")
    assert (told.stage, [one["title"] for one in told.listed]) == (
        "DUE",
        ["2. Road safety", "1.4 Lighting survey of three parks"],
    )
