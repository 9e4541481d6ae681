"""How the list of answers to a consultation is narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from consultations.filters.bar import FilterForm
from consultations.models import AgeBand, Community, Response, ResponseSource


class AnswerFilter(django_filters.FilterSet):
    """Answers by where people live, their age and how the answers came in."""

    community = django_filters.ModelChoiceFilter(
        label="Place", queryset=Community.objects.none(), empty_label="All places"
    )
    where = django_filters.ChoiceFilter(
        label="In or outside the villages",
        method="in_or_outside_the_villages",
        choices=[
            ("villages", "In the villages"),
            ("outside", "Outside the villages"),
            ("not_said", "Not said"),
        ],
        empty_label="Both",
    )
    age_band = django_filters.ChoiceFilter(
        label="Age", choices=AgeBand.choices, empty_label="Any age"
    )
    source = django_filters.ChoiceFilter(
        label="How it came in", choices=ResponseSource.choices, empty_label="Any way"
    )

    class Meta:
        model = Response
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Response]) -> None:
        super().__init__(data, queryset=queryset)
        places = Community.objects.filter(pk__in=queryset.order_by().values("community"))
        self.filters["community"].queryset = places

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def in_or_outside_the_villages(
        self, answers: QuerySet[Response], _name: str, where: str
    ) -> QuerySet[Response]:
        """Answers from the villages, from outside them, or from people who did not say."""
        if where == "not_said":
            return answers.filter(community=None)
        return answers.filter(community__is_rural=where == "villages")
