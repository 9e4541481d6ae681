"""How the list of testimony is narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from consultations.filters.bar import FilterForm
from consultations.models import Community, Consent, Direction, Testimony, Theme
from partners.models import User


class TestimonyFilter(django_filters.FilterSet):
    """Testimony by what it is about, where it comes from, how things change and what people agreed to."""

    theme = django_filters.ModelChoiceFilter(
        label="About", queryset=Theme.objects.none(), empty_label="All pressures"
    )
    community = django_filters.ModelChoiceFilter(
        label="Community", queryset=Community.objects.none(), empty_label="All communities"
    )
    direction = django_filters.ChoiceFilter(
        label="Things get", choices=Direction.choices, empty_label="Any way"
    )
    consent = django_filters.ChoiceFilter(
        label="Agreed", choices=Consent.choices, empty_label="Anything"
    )

    class Meta:
        model = Testimony
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Testimony], reader: User) -> None:
        super().__init__(data, queryset=queryset)
        said = queryset.order_by()
        self.filters["theme"].queryset = Theme.objects.filter(pk__in=said.values("theme"))
        places = Community.objects.filter(pk__in=said.values("community"))
        self.filters["community"].queryset = places
        if not reader.runs_the_portal:
            # All that others read is what people agreed to see published.
            del self.filters["consent"]

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)
