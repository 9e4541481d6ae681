"""What an administrator fills in about a person."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Partner, Role, User
from smp_portal.foundation.forms import PortalModelForm, Radios

ROLE_HINTS = {
    Role.OFFICER: "Keeps the plan, its priorities and action plans, and decides on answers",
    Role.OWNER: "Answers for the action plans and actions that they are given",
    Role.BOARD: "Reads the plan, the action plans and the dashboard",
    Role.ADMINISTRATOR: "All that an officer does, and keeps people and settings",
}

ADDRESS_TAKEN = "Enter another e-mail address: somebody is already listed with this one"


class UserForm(PortalModelForm):
    """A person's name, address, post, organisation and role."""

    named = {
        "full_name": "the person’s full name",
        "email": "the person’s e-mail address",
        "post": "the person’s post",
        "telephone": "a telephone number",
        "partner": "the person’s organisation",
        "role": "what the person may do",
    }

    class Meta:
        model = User
        fields = ["full_name", "email", "post", "telephone", "partner", "role"]
        labels = {
            "full_name": "Full name",
            "email": "E-mail address",
            "post": "Post",
            "telephone": "Telephone",
            "partner": "Organisation",
            "role": "What may this person do?",
        }
        help_texts = {
            "email": "Sign-in codes and reminders go to this address",
            "post": "As the board sees it, like “Road Safety Officer”",
        }
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "telephone": forms.TextInput(
                attrs={"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
            ),
            "role": Radios(hints={str(role): hint for role, hint in ROLE_HINTS.items()}),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = Partner.objects.on(on) | Partner.objects.filter(pk=self.instance.partner_id)
        organisations = self.fields["partner"]
        organisations.queryset = today  # type: ignore[attr-defined]
        organisations.empty_label = "Select an organisation"  # type: ignore[attr-defined]
        # Nothing is chosen beforehand, and "nothing" is no choice.
        self.fields["role"].choices = Role.choices  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """The address in small letters, which nobody else has in any letters."""
        email: str = self.cleaned_data["email"].lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise ValidationError(ADDRESS_TAKEN)
        return email
