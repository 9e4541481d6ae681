"""What officers fill in about “this isn’t mine” and about a request for help."""

from typing import Any

from django import forms

from actionplans.forms.fields import person_field
from partners.models import User
from smp_portal.foundation.forms import PortalForm, Radios, Textarea

GIVE, STAY = "GIVE", "STAY"


class NotMineAnswerForm(PortalForm):
    """Who takes it, or why it stays."""

    outcome = forms.ChoiceField(
        label="What did you settle?",
        choices=[(GIVE, "Somebody else takes it"), (STAY, "It stays where it is")],
        widget=Radios(),
        error_messages={"required": "Choose whether somebody else takes it, or it stays"},
    )
    words = forms.CharField(
        label="What was agreed?",
        help_text="Needed when it stays: for example “Tom leads it until the new post is filled”",
        max_length=500,
        required=False,
        widget=Textarea({"rows": 3}),
    )
    marks_optional = False

    def __init__(self, *args: Any, now: User | None, **kwargs: Any) -> None:
        """Offer everybody who takes part but who has it now."""
        super().__init__(*args, **kwargs)
        self.holder = now
        self.fields["to"] = person_field(label="Who takes it?", nobody="Choose somebody")
        self.order_fields(["outcome", "to", "words"])

    def clean(self) -> dict[str, Any]:
        """Giving needs somebody else, staying needs a reason."""
        data = self.cleaned_data
        if data.get("outcome") == GIVE and "to" in data:
            if data["to"] is None:
                self.add_error("to", "Choose who takes it")
            elif data["to"] == self.holder:
                self.add_error("to", f"Choose somebody else: {self.holder} has it already")
        if data.get("outcome") == STAY and "words" in data and not data["words"]:
            self.add_error("words", "Say why it stays, so that the person who asked knows")
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        taken = self.cleaned_data["outcome"] == GIVE
        return {
            "to": self.cleaned_data["to"] if taken else None,
            "words": self.cleaned_data["words"],
        }


class HelpAnswerForm(PortalForm):
    """What was done."""

    words = forms.CharField(
        label="What was done?",
        help_text="For example “Rang on Tuesday: the council lends two signs until March”",
        max_length=500,
        widget=Textarea({"rows": 3}),
        error_messages={"required": "Say what was done, so that others can rely on it"},
    )
