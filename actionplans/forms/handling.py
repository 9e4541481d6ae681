"""What officers say when they deal with a mail."""

from typing import Any

from django import forms

from smp_portal.foundation.forms import PortalForm, Textarea


class DeedForm(PortalForm):
    """A word on a deed, and how many deeds about the mail its officer has seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    named = {"note": "what was done", "seen": "what was done before"}

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": seen}, **kwargs)


class HandledForm(DeedForm):
    """What was done about a mail outside the portal."""

    note = forms.CharField(
        label="What did you do?",
        help_text="For example, “Rang her: she has it, and answers tomorrow”",
        max_length=500,
        widget=Textarea({"rows": 3}),
    )


class ResendForm(DeedForm):
    """A word on why a mail is sent again."""

    note = forms.CharField(
        label="Is there anything to say about it?",
        help_text="For the mail record, for example “She has cleared her mailbox”",
        max_length=500,
        required=False,
        widget=Textarea({"rows": 3}),
    )


class AddressForm(DeedForm):
    """How it is known that mail to an address does not arrive."""

    note = forms.CharField(
        label="How do you know?",
        help_text="For example, “It came back: no such mailbox”",
        max_length=500,
        widget=Textarea({"rows": 3}),
    )
    named = {"note": "how you know that mail does not arrive"}
