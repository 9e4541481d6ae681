"""Who takes each thing that a leaver held."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from partners.models import User
from smp_portal.foundation.forms import PortalForm
from smp_portal.pages.leavers.queries import Held, Holding

CHANGED = "What they hold has changed since you opened this page: look at it again, then send it"


@dataclass(frozen=True)
class Group:
    """The things of one kind, under one question."""

    name: str
    question: str
    fields: list[BoundField]


class HandoverForm(PortalForm):
    """One list of people for each thing; nobody is chosen beforehand, and nobody may be the answer."""

    marks_optional = False
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: User, holdings: list[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holdings = holdings
        self.people = _others(person) if holdings else {}
        for holding in holdings:
            self.fields[holding.name] = self._choice(holding)
        self.names = " ".join(sorted(holding.name for holding in holdings))
        self.initial["shown"] = self.names

    @property
    def groups(self) -> list[Group]:
        """The questions that there is something to ask about."""
        found = []
        for held in Held:
            names = [holding.name for holding in self.holdings if holding.held is held]
            if names:
                fields = [self[name] for name in names]
                found.append(Group(held.name.lower(), held.value, fields))
        return found

    @property
    def takers(self) -> dict[Holding, User | None]:
        """Who takes what, as it was chosen."""
        return {holding: self.cleaned_data[holding.name] for holding in self.holdings}

    def clean(self) -> dict[str, Any]:
        """What is not on the page must not become vacant without a word."""
        if self.cleaned_data.get("shown") != self.names:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["shown"] = self.names  # type: ignore[index]
            raise forms.ValidationError(CHANGED)
        return self.cleaned_data

    def _choice(self, holding: Holding) -> forms.Field:
        people = [
            (str(pk), f"{one.full_name}, {one.post_and_organisation}")
            for pk, one in self.people.items()
        ]
        return forms.TypedChoiceField(
            label=holding.title,
            help_text=holding.hint,
            choices=[("", holding.without), *people],
            coerce=lambda pk: self.people[int(pk)],
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": "Choose somebody who still takes part"},
        )


def _others(person: User) -> dict[int, User]:
    people = User.objects.active().exclude(pk=person.pk).select_related("partner")
    return {one.pk: one for one in people.order_by("full_name", "pk")}
