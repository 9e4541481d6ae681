"""What officers fill in about what somebody said."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from consultations.forms.unnamed import refuse_contact_details
from consultations.models import Consent, Consultation, Direction, Testimony, TestimonyMethod
from smp_portal.foundation.forms import PortalModelForm, Radios, Textarea, VersionField

CONSENT_HINTS = {
    Consent.PUBLIC: "The words may be read by everybody",
    Consent.PARTNERS: "The words are read by the partnership team, for the partners’ work",
    Consent.COUNT_ONLY: "The words are not kept, only that somebody said something",
}
LONGEST = 3_000


class TestimonyAddForm(PortalModelForm):
    """What somebody said, and what they agreed to."""

    named = {
        "heard_on": "the day it was said",
        "method": "how it was heard",
        "community": "the community",
        "theme": "what it is about",
        "consent": "what the person agreed to",
        "words": "what was said",
        "direction": "whether things got better or worse",
        "consultation": "the consultation",
    }

    words = forms.CharField(
        label="What was said?",
        help_text="In the person’s own words. No names, addresses or telephone numbers, also not of others.",
        max_length=LONGEST,
        required=False,
        widget=Textarea(attrs={"rows": 6}),
        validators=[refuse_contact_details],
    )

    class Meta:
        model = Testimony
        fields = [
            "heard_on",
            "method",
            "consultation",
            "community",
            "theme",
            "consent",
            "words",
            "direction",
            "checked_with_community",
        ]
        labels = {
            "heard_on": "When was it said?",
            "method": "How was it heard?",
            "consultation": "At which consultation?",
            "community": "From which community?",
            "theme": "What is it about?",
            "consent": "What did the person agree to?",
            "direction": "How do things change, as they see it?",
            "checked_with_community": "The community has read it and finds it right",
        }
        widgets = {
            "method": Radios(),
            "consent": Radios(hints={str(one): hint for one, hint in CONSENT_HINTS.items()}),
            "direction": Radios(),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name, choices in (
            ("method", TestimonyMethod.choices),
            ("consent", Consent.choices),
            ("direction", Direction.choices),
        ):
            # Nothing is chosen beforehand, and "nothing" is no choice.
            cast("forms.ChoiceField", self.fields[name]).choices = choices
        if self.instance.pk is None:
            self.initial["consent"] = ""
        for name, nothing in (
            ("community", "Select a community"),
            ("theme", "Select one of the pressures"),
            ("consultation", "None"),
        ):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).empty_label = nothing
        consultations = cast("forms.ModelChoiceField[Any]", self.fields["consultation"])
        consultations.queryset = Consultation.objects.all()

    def clean_heard_on(self) -> date:
        """A day that has been."""
        day: date = self.cleaned_data["heard_on"]
        if day > self.on:
            raise ValidationError("Enter a day that has been: this one is still to come")
        return day

    def clean(self) -> dict[str, Any]:
        """Words are kept only of somebody who agreed to that, and then there are some."""
        consent, words = self.cleaned_data.get("consent"), self.cleaned_data.get("words")
        if words is None or not consent:
            return self.cleaned_data
        if consent == Consent.COUNT_ONLY and words:
            message = "Leave the words out: the person agreed to be counted only"
            self.add_error("words", message)
        elif consent != Consent.COUNT_ONLY and not words:
            self.add_error("words", "Enter what was said")
        return self.cleaned_data


class TestimonyForm(TestimonyAddForm):
    """What is kept of it, to be put right."""

    version = VersionField()
