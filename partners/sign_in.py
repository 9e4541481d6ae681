"""The two questions of signing in: your address, then the code that we sent to it."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django import forms

from smp_portal.foundation.forms.messages import speak_plainly


class SignInForm(LoginForm):  # type: ignore[misc]
    """Asks for the address that the partnership knows."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = "E-mail address"
        field.help_text = "The one at which the partnership writes to you"
        field.widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
        speak_plainly(field, named="your e-mail address")


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """Asks for the code in the mail."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.help_text = "Eight figures, like 1234-5678"
        field.widget = forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10 govuk-input--extra-letter-spacing",
            }
        )
        speak_plainly(field, named="the code from our e-mail")
