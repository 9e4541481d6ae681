"""Every form of the portal: its labels, its messages and what they take for granted."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms

from .dates import DateField
from .messages import named_field, speak_plainly
from .text import Textarea
from .versions import VersionField


class _PlainForm(forms.BaseForm):
    """What a portal form adds to Django's: plain messages, sizes of labels, dates in three boxes.

    `named` gives the words for a field inside a message: {"title": "a title for the plan"}.
    """

    named: ClassVar[dict[str, str]] = {}
    label_sizes: ClassVar[dict[str, str]] = {}
    marks_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            ready = _with_portal_widget(field)
            speak_plainly(ready, named=self.named.get(name) or named_field(name, ready))
            self.fields[name] = ready

    @property
    def helper(self) -> FormHelper:
        """How crispy draws it: the page brings the form tag and its token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class PortalForm(_PlainForm, forms.Form):
    """A form of its own."""


class ConfirmForm(PortalForm):
    """Nothing to fill in: sending it is the answer."""


class PortalModelForm(_PlainForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form that fills one row, and knows which version of it somebody started from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, VersionField):
                self.initial.setdefault(name, getattr(self.instance, "version", None))


def _with_portal_widget(field: forms.Field) -> forms.Field:
    # The browser would cut what is pasted at maxlength without a word; the message says so instead.
    field.widget.attrs.pop("maxlength", None)
    if type(field) is forms.DateField:
        return DateField(
            required=field.required,
            label=field.label,
            help_text=field.help_text,
            initial=field.initial,
            disabled=field.disabled,
            error_messages=field.error_messages,
            validators=field.validators,
        )
    if type(field.widget) is forms.Textarea:
        attrs = {"rows": 5} | {k: v for k, v in field.widget.attrs.items() if k != "cols"}
        field.widget = Textarea(attrs)
    return field
