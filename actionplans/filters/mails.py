"""How the mail record is narrowed."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from actionplans.models import Reminder, ReminderState, ReviewRound, Stage
from partners.models import User
from smp_portal.foundation.forms import PortalForm


class ReminderFilterForm(PortalForm):
    """The bar above the mail record: nothing in it has to be filled in."""

    marks_optional = False


class ReminderFilter(django_filters.FilterSet):
    """Mails by what became of them, their round, their person and why they were sent."""

    state = django_filters.ChoiceFilter(
        label="What became of it", choices=ReminderState.choices, empty_label="Anything"
    )
    round = django_filters.ModelChoiceFilter(
        label="Round", queryset=ReviewRound.objects.none(), empty_label="All rounds"
    )
    person = django_filters.ModelChoiceFilter(
        label="Person",
        field_name="recipient",
        queryset=User.objects.none(),
        empty_label="Everybody",
    )
    stage = django_filters.ChoiceFilter(
        label="Why", choices=Stage.choices, empty_label="Any reason"
    )

    class Meta:
        model = Reminder
        fields: list[str] = []
        form = ReminderFilterForm

    attention = django_filters.BooleanFilter(
        label="Needs attention", method="only_needy", widget=forms.CheckboxInput
    )

    def __init__(
        self,
        data: Any,
        *,
        queryset: QuerySet[Reminder],
        needy: Callable[[], set[int]] | None = None,
    ) -> None:
        """Offer the record's rounds and people; to the team also the mails that need them, by their numbers."""
        super().__init__(data, queryset=queryset)
        self.needy = needy or set
        if needy is None:
            del self.filters["attention"]
        mails = queryset.order_by()
        rounds = ReviewRound.objects.filter(pk__in=mails.values("round"))
        self.filters["round"].queryset = rounds
        self.filters["person"].queryset = User.objects.filter(pk__in=mails.values("recipient"))

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def only_needy(self, mails: QuerySet[Reminder], _name: str, wanted: bool) -> QuerySet[Reminder]:
        """Mails that nobody has dealt with, and whose matter is not over."""
        return mails.filter(pk__in=self.needy()) if wanted else mails
