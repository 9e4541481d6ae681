"""What is filled in about days away."""

from typing import Any

from django import forms

from partners.models import Absence, User
from smp_portal.foundation.forms import PortalForm


class DeputyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who is asked instead: colleagues by name, others by name only to the team."""

    reader: User

    def label_from_instance(self, obj: Any) -> str:
        """How a person is told from the others, as far as whoever chooses knows them."""
        is_colleague = obj.partner_id == self.reader.partner_id
        if is_colleague or self.reader.runs_the_portal:
            return f"{obj.full_name}, {obj.post_and_organisation}"
        return str(obj.post_and_organisation)


class AbsenceForm(PortalForm):
    """The first and the last day away, and who is asked on these days."""

    named = {
        "starts_on": "the first day away",
        "ends_on": "the last day away",
        "deputy": "who is asked instead",
    }
    starts_on = forms.DateField(label="First day away", help_text="For example, 24 10 2022")
    ends_on = forms.DateField(label="Last day away")
    deputy = DeputyField(
        queryset=User.objects.none(),
        label="Who is asked instead?",
        help_text="They get the mails, with a link of their own. The record shows both names.",
        empty_label="Select a person",
        error_messages={"invalid_choice": "Choose somebody who still takes part"},
    )

    def __init__(
        self, *args: Any, person: User, reader: User, absence: Absence | None = None, **kwargs: Any
    ) -> None:
        names = ("starts_on", "ends_on", "deputy")
        initial = {name: getattr(absence, name) for name in names} if absence else {}
        super().__init__(*args, initial=initial, **kwargs)
        deputy = self.fields["deputy"]
        deputy.reader = reader  # type: ignore[attr-defined]
        others = User.objects.active().exclude(pk=person.pk).select_related("partner")
        deputy.queryset = others.order_by("full_name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Enter a last day on or after the first")
        return self.cleaned_data
