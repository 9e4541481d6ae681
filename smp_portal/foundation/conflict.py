"""The page for two people who edited the same thing: both texts, and nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from smp_portal.foundation.forms import VersionField
from smp_portal.foundation.words import figure, joined, long_date


@dataclass(frozen=True)
class Difference:
    """One field in which what is saved and what somebody typed are not the same."""

    label: str
    saved: str
    typed: str


def render_conflict(
    request: HttpRequest, form: BaseForm, current: models.Model, *, saved: object = None
) -> HttpResponse:
    """Show what is saved now beside what this person typed, who may send it again knowing both.

    `saved` has what the form asks for, where that is a part of the versioned row rather than the row itself.
    """
    page = {
        "form": _based_on(form, current),
        "differences": list(_differences(form, current if saved is None else saved)),
        "name": str(current),
        "start_again": request.path,
    }
    response = render(request, "conflict.html", page, status=HTTPStatus.CONFLICT)
    add_never_cache_headers(response)
    return response


def _based_on(form: BaseForm, current: models.Model) -> BaseForm:
    """The same text, started from the row as it is now."""
    typed: dict[str, Any] = form.data.copy()  # type: ignore[attr-defined]
    for name, field in form.fields.items():
        if isinstance(field, VersionField):
            typed[form.add_prefix(name)] = str(getattr(current, "version", ""))
    form.data = typed
    return form


def _differences(form: BaseForm, current: object) -> Iterator[Difference]:
    for field in form.visible_fields():
        saved = _in_words(field, getattr(current, field.name, ""))
        typed = _in_words(field, form.cleaned_data.get(field.name))
        if saved != typed:
            yield Difference(str(field.label), saved, typed)


def _in_words(field: BoundField, value: Any) -> str:
    if isinstance(value, models.Manager):
        value = value.all()
    if isinstance(value, models.QuerySet | list | tuple):
        return joined(sorted(_in_words(field, item) for item in value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, models.Choices):
        return str(value.label)
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, date):
        return long_date(value)
    return _choice(field, value) if value not in (None, "") else ""


def _choice(field: BoundField, value: Any) -> str:
    choices = getattr(field.field, "choices", ())
    if isinstance(value, models.Model):
        return str(value)
    return str(dict(choices).get(value, value)) if choices else str(value)
