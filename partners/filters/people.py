"""How the list of people is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from partners.models import Partner, Role, User
from smp_portal.foundation.forms import PortalForm


class UserFilterForm(PortalForm):
    """The bar above the list: nothing in it has to be filled in."""

    marks_optional = False


class UserFilter(django_filters.FilterSet):
    """People by name, post, address, organisation, role and whether they can sign in."""

    q = django_filters.CharFilter(
        label="Name, post or e-mail",
        method="containing",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    partner = django_filters.ModelChoiceFilter(
        label="Organisation",
        queryset=Partner.objects.none(),
        empty_label="All organisations",
    )
    role = django_filters.ChoiceFilter(label="Role", choices=Role.choices, empty_label="Any role")
    active = django_filters.ChoiceFilter(
        label="Can sign in",
        method="who_can_sign_in",
        choices=[("yes", "Yes"), ("no", "No")],
        empty_label="Everybody",
    )

    class Meta:
        model = User
        fields: list[str] = []
        form = UserFilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[User]) -> None:
        super().__init__(data, queryset=queryset)
        organisations = Partner.objects.filter(pk__in=queryset.order_by().values("partner"))
        self.filters["partner"].queryset = organisations

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def containing(self, people: QuerySet[User], _name: str, words: str) -> QuerySet[User]:
        """People with these words in their name, post or address."""
        return people.filter(
            Q(full_name__icontains=words) | Q(post__icontains=words) | Q(email__icontains=words)
        )

    def who_can_sign_in(self, people: QuerySet[User], _name: str, answer: str) -> QuerySet[User]:
        """People who can sign in, or those who can't any more."""
        return people.filter(is_active=answer == "yes")
