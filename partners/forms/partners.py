"""What officers fill in about an organisation."""

from datetime import date
from typing import Any

from django import forms

from partners.models import LegalRole, ListedAs, Partner
from partners.queries.successions import read_successions
from smp_portal.foundation.forms import Checkboxes, PortalModelForm, Radios, VersionField
from smp_portal.foundation.words import joined


class PartnerForm(PortalModelForm):
    """An organisation: its name, what it is to the partnership, and when it began and ended."""

    version = VersionField()
    named = {
        "name": "the organisation’s name",
        "listed_as": "where the plan lists it",
        "legal_role": "what it is by law",
        "valid_from": "its first day",
        "valid_to": "its last day",
        "successors": "the organisations that came after it",
    }

    class Meta:
        model = Partner
        fields = ["name", "listed_as", "legal_role", "valid_from", "valid_to", "successors"]
        error_messages = {
            "name": {"unique": "Enter another name: there is an organisation with this one already"}
        }
        labels = {
            "name": "Name",
            "listed_as": "Where does the plan list it?",
            "legal_role": "What is it to the partnership by law?",
            "valid_from": "First day",
            "valid_to": "Last day",
            "successors": "To whom did its duties pass?",
        }
        help_texts = {
            "valid_from": "Where it began within living memory, for example 1 4 2013",
            "valid_to": "Only for a body that was abolished, split or renamed",
            "successors": "From the day after its last day. Its record stays as it is.",
        }
        widgets = {"listed_as": Radios(), "legal_role": Radios(), "successors": Checkboxes()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Partner.objects.exclude(pk=self.instance.pk).order_by("name")
        self.fields["successors"].queryset = others  # type: ignore[attr-defined]
        # Nothing is chosen beforehand, and "nothing" is no choice.
        self.fields["listed_as"].choices = ListedAs.choices  # type: ignore[attr-defined]
        self.fields["legal_role"].choices = LegalRole.choices  # type: ignore[attr-defined]
        if self.instance.pk is None:
            del self.fields["version"]

    def given(self) -> dict[str, Any]:
        """What the service takes beside the organisation itself."""
        names = ("successors", "version")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    def clean_successors(self) -> Any:
        """Duties pass on, and never come back to the body that they came from."""
        chosen = self.cleaned_data["successors"]
        if self.instance.pk is not None:
            known = read_successions()
            back = [body for body in chosen if known.lead_back(self.instance, body)]
            if back:
                raise forms.ValidationError(
                    f"Untick {joined(back)}: their duties passed to this organisation"
                )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A body ends after it began, and before its duties pass on."""
        data = super().clean() or self.cleaned_data
        begun: date | None = data.get("valid_from")
        ended: date | None = data.get("valid_to")
        if begun and ended and ended < begun:
            self.add_error("valid_to", "Enter a last day on or after the first day")
        if data.get("successors") and not ended and "valid_to" not in self.errors:
            self.add_error("valid_to", "Enter its last day: its duties passed on the day after")
        return data
