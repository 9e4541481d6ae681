"""What the forms of consultations take, and what they say when something is wrong."""

from datetime import date
from typing import Any

from django.test import Client

from consultations.models import Consultation, Question


def in_parts(name: str, day: date | None) -> dict[str, str]:
    """A date in its three boxes."""
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {
        f"{name}_{part}": str(value)
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    }


def consultation_form(consultation: Consultation, **changes: Any) -> dict[str, Any]:
    """The edit form as it stands, with changes."""
    names = ("title", "kind", "audience", "place", "version")
    return {
        **{name: getattr(consultation, name) for name in names},
        **in_parts("opened_on", consultation.opened_on),
        **in_parts("closed_on", consultation.closed_on),
    } | changes


def question_form(question: Question, **changes: Any) -> dict[str, Any]:
    """The edit form as it stands, with changes."""
    return {
        "text": question.text,
        "kind": question.kind,
        "most": question.most or "",
        "offered": question.offered,
        "version": question.version,
    } | changes


def refused(client: Client, url: str, data: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong with a form that was sent, all of which the page says."""
    response = client.post(url, data)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def differences(response: Any) -> list[tuple[str, str, str]]:
    """What the page for two texts says: the question, what is saved, what was typed."""
    assert response.status_code == 409
    return [(one.label, one.saved, one.typed) for one in response.context["differences"]]
