"""How the lists of action plans and of actions are narrowed."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    PlanStatus,
    Review,
)
from actionplans.models.action import ActionQuerySet
from actionplans.quarters import financial_year
from consultations.models import Community
from partners.models import Partner
from priorities.models import Priority
from smp_portal.foundation.forms import PortalForm

# Not started or in progress.
OPEN = "OPEN"


class PlanFilterForm(PortalForm):
    """The bar above the list: nothing in it has to be filled in."""

    marks_optional = False
    named = {"q": "the words to look for"}


class PlanFilter(django_filters.FilterSet):
    """Action plans by what they are about, whose they are and whether they are late."""

    q = django_filters.CharFilter(
        label="Plan or action",
        method="containing",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    year = django_filters.ChoiceFilter(label="Year", empty_label="All years")
    status = django_filters.ChoiceFilter(
        label="Status", choices=PlanStatus.choices, empty_label="Any status"
    )
    priority = django_filters.ModelChoiceFilter(
        label="Priority", queryset=Priority.objects.none(), empty_label="All priorities"
    )
    partner = django_filters.ModelChoiceFilter(
        label="Owner’s organisation",
        field_name="owner__partner",
        queryset=Partner.objects.none(),
        empty_label="All organisations",
    )
    late = django_filters.BooleanFilter(
        label="Late only", method="only_late", widget=forms.CheckboxInput
    )

    class Meta:
        model = ActionPlan
        fields: list[str] = []
        form = PlanFilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[ActionPlan], on: date) -> None:
        super().__init__(data, queryset=queryset)
        self.on, self.this_year = on, financial_year(on)
        plans = queryset.order_by()
        self.years = list(plans.values_list("year", flat=True).distinct().order_by("-year"))
        self.filters["year"].extra["choices"] = [(year, year) for year in self.years]
        priorities = Priority.objects.filter(pk__in=plans.values("priority"))
        self.filters["priority"].queryset = priorities
        owners = plans.values("owner__partner")
        self.filters["partner"].queryset = Partner.objects.filter(pk__in=owners)

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def has_earlier_years(self) -> bool:
        return any(year < self.this_year for year in self.years)

    def filter_queryset(self, queryset: QuerySet[ActionPlan]) -> QuerySet[ActionPlan]:
        """What was asked for; without a question, closed plans of earlier years are put away."""
        plans: QuerySet[ActionPlan] = super().filter_queryset(queryset)
        if self.is_filtered:
            return plans
        return plans.exclude(status=PlanStatus.CLOSED, year__lt=self.this_year)

    def containing(
        self, plans: QuerySet[ActionPlan], _name: str, words: str
    ) -> QuerySet[ActionPlan]:
        """Plans with these words in their title or in the title of one of their actions."""
        actions = Action.objects.filter(title__icontains=words)
        return plans.filter(Q(title__icontains=words) | Q(pk__in=actions.values("plan")))

    def only_late(
        self, plans: QuerySet[ActionPlan], _name: str, wanted: bool
    ) -> QuerySet[ActionPlan]:
        """Plans with an overdue action, or whose answer is past its date."""
        if not wanted:
            return plans
        overdue = Action.objects.overdue(on=self.on).values("plan")
        unanswered = Review.objects.owed().filter(round__due_on__lt=self.on).values("plan")
        return plans.filter(Q(pk__in=overdue) | Q(pk__in=unanswered))


class ActionFilterForm(PortalForm):
    """The bar above the list of actions: nothing in it has to be filled in."""

    marks_optional = False
    named = {"q": "the words to look for"}


class ActionFilter(django_filters.FilterSet):
    """Actions of all plans by who leads them, where they happen, how they stand and whether they are late."""

    q = django_filters.CharFilter(
        label="Action",
        field_name="title",
        lookup_expr="icontains",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "govuk-input--width-10"}),
    )
    lead = django_filters.ModelChoiceFilter(
        label="Lead organisation",
        field_name="lead_partner",
        queryset=Partner.objects.none(),
        empty_label="All organisations",
    )
    place = django_filters.ModelChoiceFilter(
        label="Place or people",
        field_name="communities",
        queryset=Community.objects.none(),
        empty_label="Everywhere",
    )
    status = django_filters.ChoiceFilter(
        label="Status",
        method="of_status",
        choices=[(OPEN, "Still open"), *ActionStatus.choices],
        empty_label="Any status",
    )
    year = django_filters.ChoiceFilter(
        label="Year", field_name="plan__year", empty_label="All years"
    )
    late = django_filters.BooleanFilter(
        label="Late only", method="only_late", widget=forms.CheckboxInput
    )

    class Meta:
        model = Action
        fields: list[str] = []
        form = ActionFilterForm

    def __init__(self, data: Any, *, queryset: QuerySet[Action], on: date) -> None:
        super().__init__(data, queryset=queryset)
        self.on, actions = on, queryset.order_by()
        years = actions.values_list("plan__year", flat=True).distinct().order_by("-plan__year")
        self.filters["year"].extra["choices"] = [(year, year) for year in years]
        led_by, at = actions.values("lead_partner"), actions.values("communities")
        self.filters["lead"].queryset = Partner.objects.filter(pk__in=led_by)
        self.filters["place"].queryset = Community.objects.filter(pk__in=at)

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def filter_queryset(self, queryset: QuerySet[Action]) -> QuerySet[Action]:
        """What was asked for; without a question, closed plans of earlier years are put away."""
        actions: QuerySet[Action] = super().filter_queryset(queryset)
        if self.is_filtered:
            return actions
        earlier = {"plan__status": PlanStatus.CLOSED, "plan__year__lt": financial_year(self.on)}
        return actions.exclude(**earlier)

    def of_status(self, actions: ActionQuerySet, _name: str, status: str) -> ActionQuerySet:
        """Actions of one status, or all that are still open."""
        return actions.open() if status == OPEN else actions.filter(status=status)

    def only_late(self, actions: ActionQuerySet, _name: str, wanted: bool) -> ActionQuerySet:
        """Open actions of active plans whose date has passed."""
        return actions.overdue(on=self.on) if wanted else actions
