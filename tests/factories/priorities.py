"""The strategic plan and its priorities made for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from priorities.models import Priority, PriorityStatus, StrategicPlan


class StrategicPlanFactory(DjangoModelFactory[StrategicPlan]):
    class Meta:
        model = StrategicPlan
        django_get_or_create = ("slug",)

    title = "Community safety plan"
    slug = "2021-2024"
    starts_on = date(2021, 4, 1)
    ends_on = date(2024, 3, 31)


class PriorityFactory(DjangoModelFactory[Priority]):
    class Meta:
        model = Priority

    plan = factory.SubFactory(StrategicPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Priority {n}")
    slug = factory.Sequence(lambda n: f"priority-{n}")
    status = PriorityStatus.ACTIVE
