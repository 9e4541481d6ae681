"""How the list of organisations is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from partners.models import ListedAs, Partner
from smp_portal.foundation.forms import PortalForm


class PartnerFilterForm(PortalForm):
    """The bar above the list: nothing in it has to be filled in."""

    marks_optional = False


class PartnerFilter(django_filters.FilterSet):
    """Organisations by name, and by where the plan lists them."""

    q = django_filters.CharFilter(
        label="Name",
        field_name="name",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-20"}),
    )
    listed_as = django_filters.ChoiceFilter(
        label="Listed as", choices=ListedAs.choices, empty_label="All"
    )

    class Meta:
        model = Partner
        fields: list[str] = []
        form = PartnerFilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Partner]) -> None:
        super().__init__(data, queryset=queryset)

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)
