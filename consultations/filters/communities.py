"""How the list of communities is narrowed."""

import django_filters
from django import forms

from consultations.filters.bar import FilterForm
from consultations.models import Community, CommunityKind


class CommunityFilter(django_filters.FilterSet):
    """Communities by name, kind, and whether they are one of the villages."""

    q = django_filters.CharFilter(
        label="Name",
        field_name="name",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    kind = django_filters.ChoiceFilter(
        label="Kind", choices=CommunityKind.choices, empty_label="Any kind"
    )
    is_rural = django_filters.ChoiceFilter(
        label="In or outside the villages",
        choices=[("True", "In the villages"), ("False", "Outside the villages")],
        empty_label="Both",
    )

    class Meta:
        model = Community
        fields: list[str] = []
        form = FilterForm

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)
