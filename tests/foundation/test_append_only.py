"""What was said, decided or sent stays as it was."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from actionplans.models import (
    ActionUpdate,
    ChannelEvent,
    Decision,
    DecisionAsked,
    DeliveryReceipt,
    EventKind,
    MeasureDefinition,
    PackFile,
    PlanEvent,
    Reading,
    ReminderAttempt,
    ReminderHandling,
    ReviewAnswer,
    ReviewDecision,
    RoundEvent,
)
from actionplans.services.events import record_event
from smp_portal.foundation.append_only import AppendOnlyQuerySet
from tests.actionplans.plan_cast import NOW
from tests.factories import ActionPlanFactory

pytestmark = pytest.mark.django_db

APPEND_ONLY: list[type[models.Model]] = [
    PlanEvent,
    ReviewAnswer,
    ReviewDecision,
    ActionUpdate,
    ReminderAttempt,
    Reading,
    MeasureDefinition,
    ChannelEvent,
    ReminderHandling,
    DeliveryReceipt,
    RoundEvent,
    PackFile,
    DecisionAsked,
    Decision,
]


@pytest.fixture
def event() -> PlanEvent:
    return record_event(
        plan=ActionPlanFactory.create(), kind=EventKind.PLAN_EDITED, by=None, now=NOW, new="New"
    )


def test_append_only_rows_are_these() -> None:
    found = [
        model
        for app in ("actionplans", "partners", "priorities", "consultations")
        for model in apps.get_app_config(app).get_models()
        if isinstance(model._default_manager.all(), AppendOnlyQuerySet)
    ]
    assert set(found) == set(APPEND_ONLY)


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_append_only_rows_are_neither_changed_nor_removed(model: Any) -> None:
    with pytest.raises(TypeError, match="are never changed: add a new one"):
        model.objects.update(via="PORTAL")
    with pytest.raises(TypeError, match="are never changed: add a new one"):
        model.objects.filter(pk=1).update(at=NOW)
    with pytest.raises(TypeError, match="are never removed"):
        model.objects.all().delete()
    with pytest.raises(TypeError, match="are never removed"):
        model.objects.filter(pk=1).delete()


def test_append_only_rows_are_not_changed_through_what_they_belong_to(event: PlanEvent) -> None:
    with pytest.raises(TypeError, match="plan events are never changed"):
        event.plan.events.update(new="Other")
    with pytest.raises(TypeError, match="plan events are never removed"):
        event.plan.events.all().delete()
    with pytest.raises(TypeError, match="plan events are never changed"), transaction.atomic():
        PlanEvent.objects.bulk_update([event], ["new"])
    event.refresh_from_db()
    assert event.new == "New"


def test_append_only_rows_outlive_no_plan(event: PlanEvent) -> None:
    with pytest.raises(models.ProtectedError):
        event.plan.delete()
    assert PlanEvent.objects.count() == 1
