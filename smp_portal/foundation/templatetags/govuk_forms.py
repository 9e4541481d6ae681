"""What the govuk template pack needs to draw a field."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from smp_portal.foundation.forms.dates import DateInput, DateWidget
from smp_portal.foundation.forms.dates import date_inputs as inputs_of_date

register = template.Library()

DEFAULT_LABEL_SIZE = "s"


@register.filter
def kind(field: BoundField) -> str:
    """Which of the pack's drawings a field takes."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, DateWidget):
        return "date"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "box"


@register.filter
def label_size(field: BoundField) -> str:
    """The size of a label, s unless the form says otherwise; "hidden" is for screen readers only."""
    sizes: dict[str, str] = getattr(field.form, "label_sizes", {})
    return sizes.get(field.name, DEFAULT_LABEL_SIZE)


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says "(optional)"."""
    marks = getattr(field.form, "marks_optional", True)
    return marks and not field.field.required and not field.field.disabled


@register.filter
def is_long(field: BoundField) -> bool:
    """Whether the answer takes several lines, which nobody types twice gladly."""
    return isinstance(field.field.widget, forms.Textarea)


@register.filter
def count_limit(field: BoundField) -> int | None:
    """How many characters a long answer may have, where it has a limit."""
    if is_long(field):
        limit: int | None = getattr(field.field, "max_length", None)
        return limit
    return None


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of a group's hint and error."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)


@register.filter
def options(field: BoundField) -> list[dict[str, Any]]:
    """The choices of radio buttons or tick boxes, each with its id."""
    return [choice.data for choice in field.subwidgets]


@register.filter
def date_inputs(field: BoundField) -> list[DateInput]:
    """The three boxes of a date."""
    return inputs_of_date(field)


@register.simple_tag
def box(field: BoundField) -> SafeString:
    """A text box, list or file chooser in GOV.UK's classes."""
    widget = field.field.widget
    name = _class_of(widget)
    classes = [name, str(widget.attrs.get("class", ""))]
    if field.errors:
        classes.append(f"{name}--error")
    if count_limit(field):
        classes.append("govuk-js-character-count")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes)), **_described(field)})


def _described(field: BoundField) -> dict[str, str | bool]:
    ids = described_by(field).split()
    if count_limit(field):
        ids.append(f"{field.auto_id}-info")
    return {"aria-describedby": " ".join(ids)} if ids else {}


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.Select):
        return "govuk-select"
    return "govuk-file-upload" if isinstance(widget, forms.FileInput) else "govuk-input"
