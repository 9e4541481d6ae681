"""Which plans an officer asks about between the regular rounds, why, and by when."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.utils import ErrorDict

from actionplans.forms.fields import PersonField
from actionplans.forms.rounds import in_order, working
from actionplans.models import ActionPlan, ReviewRound
from partners.models import User
from priorities.models import Priority
from smp_portal.foundation.forms import Checkboxes, PortalForm, PortalModelForm, Textarea
from smp_portal.foundation.words import day_date

LONGEST_KEY = 10  # digits; no table of the portal has as many rows


class PlansField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of action plans, each with its owner."""

    widget = Checkboxes

    def label_from_instance(self, obj: Any) -> str:
        """A plan with who is asked about it."""
        owner = obj.owner
        asked = f"{owner.full_name}, {owner.post}" if owner else "no owner at present"
        return f"{obj} ({asked})"


class ExtraRoundForm(PortalModelForm):
    """An extra round: its title, the reason, the plans and the dates."""

    priority = forms.ModelChoiceField(
        label="Priority", queryset=Priority.objects.none(), required=False, empty_label="All"
    )
    owner = PersonField(
        label="Owner", queryset=User.objects.none(), required=False, empty_label="Anybody"
    )
    plans = PlansField(
        label="Which plans do you ask about?",
        queryset=ActionPlan.objects.none(),
        error_messages={"required": "Tick at least one plan"},
    )
    why = forms.CharField(
        label="Why do you change it?",
        help_text="For the round’s history.",
        max_length=300,
        required=False,
    )
    named = {
        "title": "a title, such as “Before the summer holidays”",
        "reason": "the reason, so that people know why they are asked again",
        "opens_on": "the day on which people are asked",
        "due_on": "the day on which answers are due",
        "papers_on": "the day on which the papers go out",
    }
    marks_optional = True

    class Meta:
        model = ReviewRound
        fields = ["title", "reason", "opens_on", "due_on", "papers_on"]
        labels = {
            "title": "What is it called?",
            "reason": "Why do you ask between the regular rounds?",
            "opens_on": "When are people asked?",
            "due_on": "When are answers due?",
            "papers_on": "When do the papers go out?",
        }
        help_texts = {
            "title": "It stands in the subject of each mail. For example, Before the summer holidays",
            "reason": "For example, the board asked in July how the villages are getting on",
            "opens_on": "A working day, today or later.",
            "due_on": "A working day. Reminders are worked out from it.",
            "papers_on": "A working day. Late answers are still taken until then.",
        }
        widgets = {"reason": Textarea({"rows": 2})}

    def __init__(self, *args: Any, plans: QuerySet[ActionPlan], on: date, **kwargs: Any) -> None:
        """Offer the plans that may be asked about; those asked about already keep their dates."""
        super().__init__(*args, **kwargs)
        self.on, self._plans = on, plans.select_related("owner__partner", "deputy__partner")
        self.fields["reason"].required = True
        if not self.instance.pk:
            del self.fields["why"]
        if self.instance.opened_at is not None:
            for name in ("opens_on", "plans", "priority", "owner"):
                del self.fields[name]
            return
        fields: Any = self.fields
        fields["plans"].queryset = self._plans
        fields["priority"].queryset = Priority.objects.filter(action_plans__in=plans).distinct()
        owners = User.objects.filter(plans_owned__in=plans).distinct()
        fields["owner"].queryset = owners.select_related("partner")
        if self.instance.pk:
            self.initial["plans"] = [plan.pk for plan in self.instance.plans.all()]
        fields["plans"].choices = self._shown()

    @property
    def chosen(self) -> list[ActionPlan]:
        """The plans that are ticked, or those that an open round asks about."""
        return list(self.cleaned_data["plans"]) if "plans" in self.fields else []

    @property
    def changes(self) -> dict[str, Any]:
        """What the round would be, without what only narrows the list."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"priority", "owner", "why"}
        }

    def only_narrowed(self) -> None:
        """Show the page as it was filled in, without finding anything wrong with it yet."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def clean_opens_on(self) -> date:
        """People are asked on working days, and not in the past."""
        return self._ahead("opens_on")

    def clean_due_on(self) -> date:
        """Answers are due on working days to come."""
        return self._ahead("due_on")

    def clean_papers_on(self) -> date | None:
        """Papers go out on working days to come, or there are none."""
        return self._ahead("papers_on") if self.cleaned_data["papers_on"] else None

    def clean(self) -> dict[str, Any]:
        """The dates follow each other."""
        super().clean()
        in_order(self, opens_on=self.cleaned_data.get("opens_on", self.instance.opens_on))
        return self.cleaned_data

    def _ahead(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day < self.on and day != self.initial.get(name):
            raise forms.ValidationError(f"Enter today, {day_date(self.on)}, or a later day")
        return working(day)

    def _shown(self) -> list[tuple[int, str]]:
        """The plans that the filter leaves, and always those that are ticked."""
        field: Any = self.fields["plans"]
        left = Q()
        if self.is_bound:
            for name, column in (("priority", "priority"), ("owner", "owner")):
                value = self.data.get(name, "")
                left &= Q(**{column: value}) if _is_a_key(value) else Q()
        ticked = [pk for pk in self._ticked() if _is_a_key(str(pk))]
        shown = self._plans.filter(left | Q(pk__in=ticked)) if left else self._plans
        return [(plan.pk, field.label_from_instance(plan)) for plan in shown]

    def _ticked(self) -> list[Any]:
        if not self.is_bound:
            return list(self.initial.get("plans", []))
        return list(self["plans"].data or [])


def _is_a_key(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= LONGEST_KEY


class CancelRoundForm(PortalForm):
    """Why nobody is asked any more."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="It stays in the round’s history, and beside each mail that does not go out.",
        max_length=500,
        widget=Textarea({"rows": 3}),
    )
    named = {"reason": "why the round is cancelled"}
