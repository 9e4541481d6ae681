"""What the database itself refuses, and what it lets through just beside that."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from actionplans.models import (
    ActionStatus,
    DecisionKind,
    FrameworkSettings,
    MeasureState,
    PlanKind,
    Rating,
)
from tests.actionplans import mail_cases, pack_cases
from tests.actionplans.rows import (
    action,
    answer,
    cancelled_round,
    decision,
    definition,
    measure,
    plan,
    reading,
    round_,
    round_event,
    same_person_twice,
    second_action,
    second_measure,
    second_plan,
    second_reading,
    second_review,
    second_round,
    update,
)

pytestmark = pytest.mark.django_db

DAY = date(2022, 9, 1)
Make = Callable[..., models.Model]


# name: how to make a row, what is let through, what is refused
CASES: dict[str, tuple[Make, dict[str, Any], dict[str, Any]]] = {
    "action_plan_dates_in_order": (
        plan,
        {"starts_on": date(2022, 4, 1), "ends_on": date(2022, 4, 2)},
        {"starts_on": date(2022, 4, 1), "ends_on": date(2022, 4, 1)},
    ),
    "action_plan_priority_by_kind": (
        plan,
        {"kind": PlanKind.IMPROVEMENT, "priority": None},
        {"kind": PlanKind.PRIORITY, "priority": None},
    ),
    "action_plan_deputy_is_another": (same_person_twice, {"owned": False}, {"owned": True}),
    "action_plan_number_once_a_year": (second_plan, {"number": 3}, {"number": 2}),
    "action_reference_once": (second_action, {"reference": "2.2"}, {"reference": "2.1"}),
    "action_progress_percent": (action, {"progress": 100}, {"progress": 101}),
    "action_dates_in_order": (
        action,
        {"starts_on": date(2022, 12, 30)},
        {"starts_on": date(2022, 12, 31)},
    ),
    "action_completed_with_date": (
        action,
        {"status": ActionStatus.COMPLETE, "completed_on": date(2022, 9, 12)},
        {"status": ActionStatus.COMPLETE, "completed_on": None},
    ),
    "measure_number_once": (second_measure, {"number": 2}, {"number": 1}),
    "measure_to_be_agreed_by_a_day": (
        measure,
        {"state": MeasureState.TO_BE_AGREED, "agree_by": date(2022, 12, 31)},
        {"state": MeasureState.TO_BE_AGREED, "agree_by": None},
    ),
    "measure_target_with_its_day": (
        measure,
        {"target": Decimal(200), "target_by": date(2023, 3, 31)},
        {"target": None, "target_by": date(2023, 3, 31)},
    ),
    "measure_agreed_on_a_day": (
        measure,
        {"state": MeasureState.AGREED, "agreed_with": "Residents", "agreed_on": DAY},
        {"state": MeasureState.AGREED, "agreed_with": "", "agreed_on": None},
    ),
    "measure_agreed_with_somebody": (
        measure,
        {"state": MeasureState.PROPOSED, "agreed_with": "", "agreed_on": None},
        {"state": MeasureState.PROPOSED, "agreed_with": "Residents", "agreed_on": None},
    ),
    "measure_retired_with_a_reason": (
        measure,
        {"state": MeasureState.RETIRED, "retired_on": DAY, "retired_because": "It ended"},
        {"state": MeasureState.RETIRED, "retired_on": DAY, "retired_because": ""},
    ),
    "measure_every_known": (measure, {"every": 12}, {"every": 2}),
    "measure_lag_at_most": (measure, {"lag": 366}, {"lag": 367}),
    "definition_has_words": (definition, {"text": "Villages"}, {"text": ""}),
    "reading_has_narrative": (reading, {"narrative": "Counted"}, {"narrative": ""}),
    "reading_first_once_a_period": (second_reading, {"corrects": True}, {"corrects": False}),
    "reading_period_in_order": (
        reading,
        {"period_start": date(2022, 9, 30), "period_end": date(2022, 9, 30)},
        {"period_start": date(2022, 9, 30), "period_end": date(2022, 9, 29)},
    ),
    "reading_value_or_reason": (
        reading,
        {"value": None, "unavailable_reason": "The count was not made"},
        {"value": None, "unavailable_reason": ""},
    ),
    "reading_value_within_all": (
        reading,
        {"value": Decimal(22), "out_of": Decimal(22)},
        {"value": Decimal(23), "out_of": Decimal(22)},
    ),
    "round_period_in_order": (
        round_,
        {"period_start": date(2022, 7, 1), "period_end": date(2022, 7, 2)},
        {"period_start": date(2022, 7, 1), "period_end": date(2022, 7, 1)},
    ),
    "round_due_after_opening": (
        round_,
        {"opens_on": date(2022, 10, 10)},
        {"opens_on": date(2022, 10, 11)},
    ),
    "round_papers_after_due": (
        round_,
        {"papers_on": date(2022, 10, 10)},
        {"papers_on": date(2022, 10, 9)},
    ),
    "round_once_a_period": (second_round, {"is_extra": True}, {"is_extra": False}),
    "round_cancelled_by_somebody_with_reason": (
        cancelled_round,
        {"cancelled_because": "The away day is off"},
        {"cancelled_because": ""},
    ),
    "round_event_cancelled_with_reason": (round_event, {"reason": "Off"}, {"reason": ""}),
    "review_once_a_round": (second_review, {"same": False}, {"same": True}),
    "review_answer_is_rated": (answer, {"rating": Rating.BLUE}, {"rating": Rating.GREY}),
    "review_decision_rating_by_kind": (
        decision,
        {"kind": DecisionKind.CORRECT, "rating": Rating.AMBER, "reason": "Late"},
        {"kind": DecisionKind.CORRECT, "rating": "", "reason": "Late"},
    ),
    "review_decision_with_reason": (
        decision,
        {"kind": DecisionKind.ACCEPT, "reason": ""},
        {"kind": DecisionKind.RETURN, "reason": ""},
    ),
    "action_update_progress_percent": (update, {"progress": 100}, {"progress": 101}),
    "action_update_redated_with_reason": (
        update,
        {"new_due_on": date(2023, 1, 1), "reason": "Late"},
        {"new_due_on": date(2023, 1, 1), "reason": ""},
    ),
    **mail_cases.CASES,
    **pack_cases.CASES,
    "framework_settings_one_row": (FrameworkSettings, {"id": 1}, {"id": 2}),
    "framework_escalation_last": (
        FrameworkSettings,
        {"overdue_days": 5, "escalated_days": 6},
        {"overdue_days": 5, "escalated_days": 5},
    ),
    "framework_send_hour": (FrameworkSettings, {"send_hour": 17}, {"send_hour": 18}),
    "framework_days_at_most": (FrameworkSettings, {"link_days": 60}, {"link_days": 61}),
}
# The other way round of rules that pair two things.
ALSO_REFUSED: list[tuple[str, Make, dict[str, Any]]] = [
    ("action_plan_priority_by_kind", plan, {"kind": PlanKind.IMPROVEMENT}),
    (
        "action_completed_with_date",
        action,
        {"status": ActionStatus.CANCELLED, "completed_on": date(2022, 9, 12)},
    ),
    ("reading_value_or_reason", reading, {"unavailable_reason": "The count was not made"}),
    (
        "reading_value_or_reason",
        reading,
        {"value": None, "out_of": Decimal(22), "unavailable_reason": "The count was not made"},
    ),
    ("reading_value_within_all", reading, {"value": Decimal(0), "out_of": Decimal(0)}),
    (
        "review_decision_rating_by_kind",
        decision,
        {"kind": DecisionKind.ACCEPT, "rating": Rating.AMBER},
    ),
    (
        "round_cancelled_by_somebody_with_reason",
        cancelled_round,
        {"is_extra": False, "cancelled_because": "The away day is off"},
    ),
    *mail_cases.ALSO_REFUSED,
    *pack_cases.ALSO_REFUSED,
]


# What people may run into says what to do; the rest only ever stops a mistake in the portal itself.
WORDED = {
    "action_plan_dates_in_order": "The plan must end after it starts.",
    "action_plan_priority_by_kind": "Choose the priority that the plan serves; only the improvement plan has none.",
    "action_plan_deputy_is_another": "Choose somebody other than the owner as deputy.",
    "action_plan_number_once_a_year": "Another plan of this year has this number.",
    "action_reference_once": "The plan already has an action with this reference.",
    "action_progress_percent": "Progress is between 0 and 100 per cent.",
    "action_dates_in_order": "The action can't be due before it starts.",
    "action_completed_with_date": "A complete action has the day on which it was completed.",
    "measure_number_once": "The plan already has a measure with this number.",
    "measure_to_be_agreed_by_a_day": "Enter the day by which the measure is agreed.",
    "measure_target_with_its_day": "Enter the target, or leave out the day to reach it by.",
    "measure_agreed_on_a_day": "Enter the day on which the measure was agreed.",
    "measure_agreed_with_somebody": "Enter with whom the measure was agreed, and when.",
    "measure_retired_with_a_reason": "Enter since when the measure is no longer used, and why.",
    "measure_every_known": "Choose how often the measure is read.",
    "measure_lag_at_most": "Enter 366 days or fewer.",
    "definition_has_words": "Enter what exactly is counted.",
    "reading_has_narrative": "Enter what lies behind the reading.",
    "reading_first_once_a_period": ("This period has a reading already. Correct that one instead."),
    "reading_period_in_order": "The period can't end before it starts.",
    "reading_value_or_reason": "Enter the value, or say why it is not available.",
    "reading_value_within_all": "The value can't be more than there are in all.",
    "round_period_in_order": "The period must end after it starts.",
    "round_due_after_opening": "Answers can't be due before the round opens.",
    "round_papers_after_due": "The papers can't go out before the answers are due.",
    "round_once_a_period": "There is already a round for this period.",
    "round_cancelled_by_somebody_with_reason": (
        "Only an extra round can be cancelled, with a reason."
    ),
    "round_event_cancelled_with_reason": "Say why the round is cancelled.",
    "review_answer_is_rated": "Choose whether the plan will deliver.",
    "review_decision_rating_by_kind": "A correction says what the rating should be.",
    "review_decision_with_reason": "Say why, so that the owner knows what to do.",
    "action_update_progress_percent": "Progress is between 0 and 100 per cent.",
    "action_update_redated_with_reason": "Say why the date moves.",
    **mail_cases.WORDED,
    **pack_cases.WORDED,
    "framework_escalation_last": "Officers are told after the late reminder has gone out.",
    "framework_send_hour": "Enter an hour from 7 to 17.",
    "framework_days_at_most": "Enter 60 working days or fewer.",
}


def constraints() -> dict[str, Any]:
    """Every constraint of the app, by name."""
    found = apps.get_app_config("actionplans").get_models()
    return {one.name: one for model in found for one in model._meta.constraints}


def test_constraints_all_have_a_case() -> None:
    assert set(constraints()) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_constraint_lets_through_what_is_right(name: str) -> None:
    make, right, _ = CASES[name]
    row = make(**right)
    row.validate_constraints()
    row.save()
    assert row.pk is not None


@pytest.mark.parametrize(
    ("name", "make", "wrong"),
    [*((name, make, wrong) for name, (make, _, wrong) in CASES.items()), *ALSO_REFUSED],
)
def test_constraint_refuses_what_is_wrong(name: str, make: Make, wrong: dict[str, Any]) -> None:
    row = make(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    constraint = constraints()[name]
    with pytest.raises(ValidationError) as refused:
        constraint.validate(type(row), row)
    if name in WORDED:
        assert refused.value.messages == [WORDED[name]]
