"""Two people, one text: the page that shows both."""

from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from smp_portal.foundation import words
from smp_portal.foundation.forms.base import PortalModelForm
from smp_portal.foundation.forms.dates import DateParts


@dataclass(frozen=True)
class TwoTexts:
    """One field as it is saved now, and as this person wanted it."""

    label: str
    saved: str
    yours: str


def conflict_page(
    request: HttpRequest, *, form: PortalModelForm, current: models.Model
) -> HttpResponse:
    """Tell the second to save what the first saved, with their own text kept whole."""
    context = {"differences": differences(form, current), "back": request.get_full_path()}
    response = render(request, "conflict.html", context, status=HTTPStatus.CONFLICT)
    add_never_cache_headers(response)
    return response


def differences(form: PortalModelForm, current: models.Model) -> list[TwoTexts]:
    """The fields in which the two texts differ, in the order of the page."""
    fresh = type(form)(instance=current)
    found = [
        TwoTexts(str(field.label), _shown(fresh[field.name].value(), field.field), yours)
        for field in form.visible_fields()
        if field.name in fresh.fields
        for yours in [_shown(field.value(), field.field)]
    ]
    return [texts for texts in found if texts.saved != texts.yours]


def _shown(value: object, field: forms.Field) -> str:
    if isinstance(value, DateParts):
        return " ".join(value).strip()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        return words.joined([label for key, label in _choices(field) if str(key) in chosen])
    return "" if value is None else str(value)


def _choices(field: forms.Field) -> list[tuple[object, object]]:
    return list(getattr(field, "choices", []))
