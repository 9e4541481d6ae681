"""Which part of a plan's history somebody wants to read."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone

from actionplans.models import Action, ActionPlan
from actionplans.queries.plan_timeline import KINDS, TimelineEntry
from smp_portal.foundation.forms import PortalForm


class HistoryFilterForm(PortalForm):
    """What can't be understood narrows nothing."""

    kind = forms.ChoiceField(
        label="What happened", choices=[("", "Everything"), *KINDS.items()], required=False
    )
    action = forms.ModelChoiceField(
        Action.objects.none(), required=False, empty_label="The plan and all its actions"
    )
    # The last day of which it tells, as an address of the dashboard names it.
    until = forms.CharField(required=False, widget=forms.HiddenInput)
    marks_optional = False

    def __init__(self, data: QueryDict, *, plan: ActionPlan) -> None:
        """Offer the plan's own actions."""
        super().__init__(data)
        self.fields["action"].queryset = plan.actions.all()  # type: ignore[attr-defined]

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the history."""
        return any(self.data.get(name) for name in ("kind", "action"))

    @property
    def last_day(self) -> date | None:
        """The end of the history that is asked for; what is no date asks for none."""
        try:
            return date.fromisoformat(self.data.get("until", ""))
        except ValueError:
            return None

    def narrowed(self, entries: list[TimelineEntry]) -> list[TimelineEntry]:
        """Only what was asked for."""
        self.full_clean()
        kind, action = self.cleaned_data.get("kind"), self.cleaned_data.get("action")
        last = self.last_day
        return [
            entry
            for entry in entries
            if (not kind or entry.kind == kind)
            and (action is None or entry.concerns(action))
            and (last is None or timezone.localdate(entry.at) <= last)
        ]
