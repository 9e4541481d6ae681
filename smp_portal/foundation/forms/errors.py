"""What is wrong with a form, and where to put it right."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from .dates import DateWidget, wrong_parts


@dataclass(frozen=True)
class ErrorLink:
    """One line of "There is a problem"; without a target where no single field is to blame."""

    message: str
    target: str = ""


def error_links(*several: forms.BaseForm) -> list[ErrorLink]:
    """Everything wrong with the forms of one page, in the order of the page."""
    return [link for form in several for link in _links(form)]


def first_input(field: BoundField) -> str:
    """The id of what takes the focus when a field is to be put right."""
    widget = field.field.widget
    if field.is_hidden:
        return ""
    if isinstance(widget, DateWidget):
        return f"{field.auto_id}_{wrong_parts(field)[0]}"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0" if field.subwidgets else ""
    return field.id_for_label or ""


def _links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    for message in form.non_field_errors():
        yield ErrorLink(str(message))
    for field in form:
        for message in field.errors:
            yield ErrorLink(str(message), first_input(field))
