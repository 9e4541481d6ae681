"""How form fields are drawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class FormRenderer(DjangoTemplates):
    """Django's own, but for lists to choose from: it would open two templates for each choice.

    What is drawn is the same to the letter.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The field's markup."""
        if template_name == Select.template_name and _is_plain(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """Whether every choice is drawn in Django's way."""
    groups = widget["optgroups"]
    return all(
        one["template_name"] == Select.option_template_name
        for _, choices, _ in groups
        for one in choices
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((_group(*group),) for group in widget["optgroups"]))
    attributes = _attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], attributes, groups)


def _group(name: str | None, choices: Iterable[Mapping[str, Any]], _place: int) -> SafeString:
    drawn = format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>\n',
        ((str(one["value"]), _attributes(one["attrs"]), one["label"]) for one in choices),
    )
    if not name:
        return drawn
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn)


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    said = {name: value for name, value in attributes.items() if value is not False}
    if not said:
        return mark_safe("")
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in said.items()
        ),
    )
