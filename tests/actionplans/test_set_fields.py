"""What a changed row is held to before it is saved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from actionplans.models import Action, ActionPlan, Measure
from actionplans.services.changes import _spoken_of, set_fields
from tests.factories import ActionPlanFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [ActionPlan, Action, Measure])
def test_every_rule_speaks_of_fields_of_its_row(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    for rule in model._meta.constraints:
        assert _spoken_of(rule)
        assert _spoken_of(rule) <= fields


def test_rule_is_asked_about_when_one_of_its_fields_changes() -> None:
    plan = ActionPlanFactory.create(starts_on=date(2022, 4, 1), ends_on=date(2023, 3, 31))
    with pytest.raises(ValidationError, match="The plan must end after it starts"):
        set_fields(plan, {"ends_on": date(2022, 3, 31)})
    other = ActionPlanFactory.create(year=plan.year)
    with pytest.raises(ValidationError, match="Another plan of this year has this number"):
        set_fields(other, {"number": plan.number})


def test_words_are_saved_in_one_query() -> None:
    plan = ActionPlanFactory.create(title="Street lights")
    with CaptureQueriesContext(connection) as asked:
        set_fields(plan, {"title": "Lit ways"})
    assert [one["sql"].split()[0] for one in asked] == ["UPDATE"]
    plan.refresh_from_db()
    assert plan.title == "Lit ways"
