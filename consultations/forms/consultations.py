"""What officers fill in about a consultation."""

from typing import Any, cast

from django import forms

from consultations.models import Consultation, ConsultationKind, ConsultationStatus
from smp_portal.foundation.forms import PortalForm, PortalModelForm, Radios, VersionField


class ConsultationAddForm(PortalModelForm):
    """A new consultation, a draft until it is opened."""

    named = {
        "title": "a title for the consultation",
        "kind": "what kind of consultation it is",
        "opened_on": "the day it opened",
        "closed_on": "the day it closed",
    }

    class Meta:
        model = Consultation
        fields = ["title", "kind", "audience", "place", "opened_on", "closed_on"]
        labels = {
            "title": "Title",
            "kind": "What kind of consultation is it?",
            "audience": "Who was asked?",
            "place": "Where?",
            "opened_on": "Opened on",
            "closed_on": "Closed on",
        }
        help_texts = {
            "title": "For example, Residents’ survey 2020",
            "audience": "For example, all residents of the borough",
            "place": "For example, online and on paper, or Bottesford Village Hall",
            "opened_on": "For an event, its day. Left empty, it is the day you open the consultation.",
            "closed_on": "For an event, the same day. Left empty, it is the day you close the consultation.",
        }
        widgets = {"kind": Radios()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing is chosen beforehand, and "nothing" is no choice.
        cast("forms.ChoiceField", self.fields["kind"]).choices = ConsultationKind.choices

    def clean(self) -> dict[str, Any]:
        """It closes on the day it opened or later, and once begun it has a first day."""
        opened_on, closed_on = (
            self.cleaned_data.get("opened_on"),
            self.cleaned_data.get("closed_on"),
        )
        begun = self.instance.status != ConsultationStatus.DRAFT
        if opened_on is None and "opened_on" not in self.errors and (closed_on or begun):
            self.add_error("opened_on", "Enter the day it opened")
        elif opened_on and closed_on and closed_on < opened_on:
            self.add_error("closed_on", "Enter a closing day that is not before the first day")
        return self.cleaned_data


class ConsultationForm(ConsultationAddForm):
    """What a consultation says of itself."""

    version = VersionField()

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {"version": values.pop("version"), "values": values}


class MoveForm(PortalForm):
    """Nothing to fill in: sending it is the answer, about the consultation that was on the screen."""

    version = VersionField()
