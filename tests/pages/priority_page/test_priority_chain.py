"""From what people said to what they were told: each link, and by which rule it is broken or late."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan, ActionStatus, MeasureState
from consultations.models import Consent
from priorities.models import Priority, PriorityStatus, PublicReply
from smp_portal.pages.priorities.links import answer_words
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    ReadingFactory,
    board_member,
    officer,
)
from tests.pages.priority_page.reading import first_concern, found, heard, html_of, published, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(plan: ActionPlan) -> None:
    """Let the plan's first measure be read, so that nothing is missing there."""
    ReadingFactory.create(measure__plan=plan, measure__number=1, measure__title="Villages")


def gaps(priority: Priority, **details: Any) -> list[tuple[str, str]]:
    return [(gap.kind, gap.words) for gap in read(priority, **details).chain.gaps]


def states(priority: Priority) -> dict[str, str]:
    return {link.key: link.state.value for link in read(priority).chain.links}


def test_chain_that_is_whole(priority: Priority, plan: ActionPlan, measured: None) -> None:
    first_concern(priority)
    ActionFactory.create(plan=plan)
    PublicReply.objects.create(priority=priority, number=1, you_said="Slow them", we_did="Done")
    published(priority, ("Slow them", "Done"))
    assert states(priority) == dict.fromkeys(["said", "why", "doing", "changed", "told"], "THERE")
    assert gaps(priority) == []


def test_what_people_said_has_its_figures_and_where_they_said_so(
    client: Client, priority: Priority
) -> None:
    first_concern(priority)
    html = html_of(client, board_member())
    assert "Road safety is the first concern in the villages: 258 of 441 people, 59%.</b>" in html
    assert "Resident survey, January to March 2020." in html
    assert "Based on the survey result above" in html


def test_finding_that_names_its_figures_says_them_once(priority: Priority) -> None:
    statement = "Road safety is the first concern in the villages: 258 of 441 people, 59%."
    priority.reasons.filter(number=1).update(finding=found(statement))
    assert [said.words for said in read(priority).chain.findings] == [statement]


def test_finding_that_is_not_published_is_shown_to_officers_only(
    client: Client, priority: Priority
) -> None:
    first_concern(priority, is_published=False)
    html = html_of(client, officer())
    assert "258 of 441" in html
    assert "Not published yet." in html
    html = html_of(client, board_member())
    assert "258 of 441" not in html
    assert "Based on a survey result that is not published yet" in html


def test_only_voices_agreed_for_publication_are_heard(client: Client, priority: Priority) -> None:
    heard(priority, "The 30 signs are ignored.")
    heard(priority, "For partners.", Consent.PARTNERS)
    html = html_of(client, officer())
    assert (
        "“The 30 signs are ignored.” "
        '<span class="meta">Listening event, Long Clawson, agreed for publication</span>'
    ) in html
    assert "For partners." not in html


def test_reason_that_no_result_shows_breaks_the_chain(
    client: Client, priority: Priority, plan: ActionPlan, measured: None
) -> None:
    words = "no survey result is linked to “Highest polling issue in the villages”"
    assert gaps(priority) == [("Missing", words)]
    assert states(priority)["why"] == "BROKEN"
    html = html_of(client, board_member())
    assert '<p class="gap">No survey result is linked to this reason</p>' in html
    first_concern(priority)
    assert gaps(priority) == []


def test_priority_that_is_not_active_is_never_late(priority: Priority, plan: ActionPlan) -> None:
    assert len(gaps(priority)) == 2
    for status in (PriorityStatus.PROPOSED, PriorityStatus.ACHIEVED):
        Priority.objects.update(status=status)
        assert gaps(Priority.objects.get()) == []


def test_missing_plan_is_named_to_those_who_see_every_plan(priority: Priority) -> None:
    first_concern(priority)
    ActionPlanFactory.create(priority=priority, is_restricted=True)
    assert ("Missing", "no action plan is active yet") not in gaps(priority)
    assert gaps(priority, reader=board_member()) == []
    ActionPlan.objects.update(status="CLOSED")
    assert gaps(priority) == [("Missing", "no action plan is active yet")]


def test_late_action_is_late_and_breaks_nothing(
    priority: Priority, plan: ActionPlan, measured: None
) -> None:
    first_concern(priority)
    ActionFactory.create(plan=plan, due_on=date(2022, 9, 16), status=ActionStatus.IN_PROGRESS)
    assert states(priority)["doing"] == "THERE"
    assert gaps(priority) == []


@pytest.mark.parametrize(
    ("agree_by", "found_gaps"),
    [
        (
            date(2022, 6, 30),
            [
                (
                    "Overdue",
                    "how we will know that 2.2 worked was to be agreed with the schools by June",
                )
            ],
        ),
        (date(2022, 10, 5), []),
    ],
)
def test_measure_is_missing_only_after_its_day(
    priority: Priority,
    plan: ActionPlan,
    measured: None,
    agree_by: date,
    found_gaps: list[tuple[str, str]],
) -> None:
    first_concern(priority)
    waiting = MeasureFactory.create(
        plan=plan,
        number=2,
        state=MeasureState.TO_BE_AGREED,
        agree_by=agree_by,
        geography="the schools",
    )
    ActionFactory.create(plan=plan, reference="2.2").measures.add(waiting)
    assert gaps(priority) == found_gaps


def test_overdue_measure_leads_officers_to_where_it_is_agreed(
    client: Client, priority: Priority, plan: ActionPlan, measured: None
) -> None:
    first_concern(priority)
    waiting = MeasureFactory.create(
        plan=plan, title="Parking", state=MeasureState.TO_BE_AGREED, agree_by=date(2022, 6, 30)
    )
    html = html_of(client, officer())
    words = "<b>Overdue:</b> “Parking” was to be agreed with the community by June."
    assert words in html
    assert f'href="/action-plans/measures/{waiting.pk}/edit/">Agree it</a>' in html
    html = html_of(client, board_member())
    assert words in html
    assert "Agree it" not in html


@pytest.mark.parametrize(
    ("starts_on", "is_late"), [(date(2022, 6, 5), False), (date(2022, 6, 4), True)]
)
def test_plan_is_measured_after_its_first_quarter(
    priority: Priority, plan: ActionPlan, starts_on: date, is_late: bool
) -> None:
    first_concern(priority)
    ActionPlan.objects.update(starts_on=starts_on)
    nothing = [("Missing", "nothing says yet how we will know that “Road safety” works")]
    assert gaps(priority) == (nothing if is_late else [])
    measure = MeasureFactory.create(plan=plan, title="Villages")
    unread = [("Late", "“Villages” has not been read yet")]
    assert gaps(priority) == (unread if is_late else [])
    ReadingFactory.create(measure=measure, value=None, unavailable_reason="Not counted")
    assert gaps(priority) == []


@pytest.mark.parametrize(
    ("every", "lag", "is_late"),
    [
        (3, 96, True),
        (3, 97, False),
        (6, 4, True),
        (6, 5, False),
        (12, 0, False),
        (None, 120, False),
    ],
)
def test_measure_is_late_only_after_its_first_period_and_its_lag(
    priority: Priority, plan: ActionPlan, every: int | None, lag: int, is_late: bool
) -> None:
    first_concern(priority)
    MeasureFactory.create(plan=plan, title="Villages", every=every, lag=lag)
    unread = [("Late", "“Villages” has not been read yet")]
    assert gaps(priority) == (unread if is_late else [])


def test_what_changed_names_the_figure_the_one_before_and_the_source(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    measure = MeasureFactory.create(
        plan=plan, title="Villages with a speed watch", source="Counted by the scheme"
    )
    spring = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}
    ReadingFactory.create(measure=measure, value=6, out_of=10, **spring)
    ReadingFactory.create(measure=measure, value=10, out_of=10)
    html = html_of(client, board_member())
    assert "Villages with a speed watch</a>: <b>10 of 10</b> (6 in April to June)." in html
    assert '<span class="meta">Counted by the scheme, July to September 2022</span>' in html


def test_what_was_told_says_since_when(client: Client, priority: Priority) -> None:
    for number, did in enumerate(("Volunteers check speeds.", "Signs move about."), start=1):
        PublicReply.objects.create(
            priority=priority, number=number, you_said="Drivers ignore the limits.", we_did=did
        )
    published(priority, ("Drivers ignore the limits.", "Volunteers check speeds."))
    html = html_of(client, board_member())
    assert (
        "You said drivers ignore the limits. Volunteers check speeds. "
        '<span class="meta">Published 20 September 2022</span>'
    ) in html
    assert 'Signs move about. <span class="meta">Goes out with the next edition</span>' in html
    assert read(priority).chain.told.words == "1 reply, 1 with the next edition"


def test_action_says_what_it_answers(client: Client, priority: Priority, plan: ActionPlan) -> None:
    finding = first_concern(priority)
    assert answer_words(finding) == "first concern in the villages"
    action: Action = ActionFactory.create(plan=plan)
    action.findings.add(finding)
    assert "Answers: first concern in the villages" in html_of(client, board_member())
    finding.published_at = finding.published_by = None
    finding.save()
    assert "Answers:" not in html_of(client, board_member())
