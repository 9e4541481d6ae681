"""How the list of measures is narrowed."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from actionplans.filters.plans import PlanFilterForm
from actionplans.models import Measure, MeasureKind, MeasureState, PlanStatus
from actionplans.quarters import financial_year


class MeasureFilter(django_filters.FilterSet):
    """Measures of all plans by what they measure, the plan's year, their kind and how far they are agreed."""

    q = django_filters.CharFilter(
        label="Measure",
        field_name="title",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    year = django_filters.ChoiceFilter(
        label="Year", field_name="plan__year", empty_label="All years"
    )
    state = django_filters.ChoiceFilter(
        label="How far agreed", choices=MeasureState.choices, empty_label="Any state"
    )
    kind = django_filters.ChoiceFilter(
        label="Kind", choices=MeasureKind.choices, empty_label="Any kind"
    )

    class Meta:
        model = Measure
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Measure], on: date) -> None:
        super().__init__(data, queryset=queryset)
        self.on = on
        years = queryset.order_by("-plan__year").values_list("plan__year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, year) for year in years]

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def filter_queryset(self, queryset: QuerySet[Measure]) -> QuerySet[Measure]:
        """What was asked for; without a question, closed plans of earlier years are put away."""
        measures: QuerySet[Measure] = super().filter_queryset(queryset)
        if self.is_filtered:
            return measures
        earlier = {"plan__status": PlanStatus.CLOSED, "plan__year__lt": financial_year(self.on)}
        return measures.exclude(**earlier)
