"""Action plans, measures and rounds made for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from actionplans.models import (
    Action,
    ActionPlan,
    Measure,
    MeasureState,
    PlanKind,
    PlanStatus,
    Reading,
    Review,
    ReviewRound,
)
from tests.factories.partners import PartnerFactory, UserFactory
from tests.factories.priorities import PriorityFactory


class ActionPlanFactory(DjangoModelFactory[ActionPlan]):
    class Meta:
        model = ActionPlan

    kind = PlanKind.PRIORITY
    priority = factory.SubFactory(PriorityFactory)
    # Above the numbers that tests name themselves.
    number = factory.Sequence(lambda n: n + 101)
    title = factory.Sequence(lambda n: f"Plan {n}")
    year = "2022/23"
    owner = factory.SubFactory(UserFactory)
    starts_on = date(2022, 4, 1)
    ends_on = date(2023, 3, 31)
    status = PlanStatus.ACTIVE


class ActionFactory(DjangoModelFactory[Action]):
    class Meta:
        model = Action

    plan = factory.SubFactory(ActionPlanFactory)
    reference = factory.Sequence(lambda n: f"1.{n}")
    title = factory.Sequence(lambda n: f"Action {n}")
    lead_partner = factory.SubFactory(PartnerFactory)
    due_on = date(2022, 12, 30)
    original_due_on = factory.LazyAttribute(lambda action: action.due_on)


def _with_residents(measure: Any) -> str:
    return "Residents" if measure.state in {MeasureState.AGREED, MeasureState.RETIRED} else ""


def _is_retired(measure: Any) -> bool:
    return bool(measure.state == MeasureState.RETIRED)


class MeasureFactory(DjangoModelFactory[Measure]):
    class Meta:
        model = Measure

    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Measure {n}")
    state = MeasureState.AGREED
    agreed_with = factory.LazyAttribute(_with_residents)
    agreed_on = factory.LazyAttribute(lambda it: date(2022, 3, 15) if it.agreed_with else None)
    retired_on = factory.LazyAttribute(lambda it: date(2022, 9, 1) if _is_retired(it) else None)
    retired_because = factory.LazyAttribute(lambda it: "Nobody counts" if _is_retired(it) else "")

    @classmethod
    def _create(cls, model_class: type[Measure], *args: Any, **kwargs: Any) -> Measure:
        measure = model_class(*args, **kwargs)
        # Its history begins with the plan's year, not on the day of the test.
        measure._history_date = datetime(2022, 4, 1, 8, 0, tzinfo=UTC)  # type: ignore[attr-defined]  # noqa: SLF001
        measure.save()
        return measure


class ReadingFactory(DjangoModelFactory[Reading]):
    """What a measure read in July to September 2022, recorded on 4 October."""

    class Meta:
        model = Reading

    measure = factory.SubFactory(MeasureFactory)
    period_start = date(2022, 7, 1)
    period_end = date(2022, 9, 30)
    value = Decimal(10)
    narrative = "Counted by the scheme"
    recorded_at = datetime(2022, 10, 4, 9, 0, tzinfo=UTC)
    recorded_by = factory.SubFactory(UserFactory)


class ReviewRoundFactory(DjangoModelFactory[ReviewRound]):
    """The round of July to September 2022, opened on Monday 3 October and due on Monday 10 October."""

    class Meta:
        model = ReviewRound

    title = "July to September 2022"
    period_start = date(2022, 7, 1)
    period_end = date(2022, 9, 30)
    opens_on = date(2022, 10, 3)
    due_on = date(2022, 10, 10)
    papers_on = date(2022, 10, 13)


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    round = factory.SubFactory(ReviewRoundFactory)
    plan = factory.SubFactory(ActionPlanFactory)
