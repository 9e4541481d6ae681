"""What may be done with a consultation: begun, edited, moved from draft to published and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from consultations.models import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Question,
    Response,
)
from partners.models import User
from smp_portal.foundation.slugs import free_slug
from smp_portal.foundation.versions import claim_version
from smp_portal.foundation.words import long_date

EDITABLE = ("title", "kind", "opened_on", "closed_on", "place", "audience")
# Pages that stand beside those of single consultations.
RESERVED = frozenset({"add", "findings"})
ASKS_QUESTIONS = frozenset({ConsultationKind.SURVEY, ConsultationKind.POLL})

# Forward first, then back.
MOVES: Mapping[str, tuple[ConsultationStatus, ...]] = {
    ConsultationStatus.DRAFT: (ConsultationStatus.OPEN,),
    ConsultationStatus.OPEN: (ConsultationStatus.CLOSED, ConsultationStatus.DRAFT),
    ConsultationStatus.CLOSED: (ConsultationStatus.PUBLISHED, ConsultationStatus.OPEN),
    ConsultationStatus.PUBLISHED: (ConsultationStatus.CLOSED,),
}


@transaction.atomic
def add_consultation(*, values: Mapping[str, Any], by: User, now: datetime) -> Consultation:
    """Begin a consultation: a draft with an address of its own until it is opened."""
    _only_editable(values)
    consultation = Consultation(**values)
    rows = Consultation.objects.all()
    consultation.slug = free_slug(
        consultation.title, rows, instead="consultation", reserved=RESERVED
    )
    return save_consultation(consultation, by=by, now=now)


@transaction.atomic
def edit_consultation(
    *,
    consultation: Consultation,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Consultation:
    """Change what a consultation says of itself; its address stays."""
    _only_editable(values)
    saved = claimed(consultation, version)
    for name, value in values.items():
        setattr(saved, name, value)
    return save_consultation(saved, by=by, now=now)


@transaction.atomic
def move_consultation(
    *,
    consultation: Consultation,
    to: ConsultationStatus,
    by: User,
    now: datetime,
    version: int | None = None,
) -> Consultation:
    """Open, close or publish a consultation, or take it back by one step; its dates follow."""
    saved, today = claimed(consultation, version), timezone.localdate(now)
    if to not in MOVES[saved.status]:
        raise ValidationError(
            f"It is {saved.get_status_display().lower()} now: look at it once more, then decide"
        )
    back_to_draft = to == ConsultationStatus.DRAFT
    if back_to_draft and Response.objects.filter(consultation=saved).exists():
        raise ValidationError("Answers have come in, so it can’t be a draft again")
    if to == ConsultationStatus.OPEN:
        _open(saved, today)
    elif to == ConsultationStatus.CLOSED and saved.status == ConsultationStatus.OPEN:
        _close(saved, today)
    saved.status = to
    return save_consultation(saved, by=by, now=now)


def claimed(consultation: Consultation, version: int | None) -> Consultation:
    """The consultation as it is now, to be changed by whoever saw this version of it."""
    seen = consultation.version if version is None else version
    claim_version(consultation, seen)
    return Consultation.objects.get(pk=consultation.pk)


def save_consultation(consultation: Consultation, *, by: User, now: datetime) -> Consultation:
    """Save a consultation with its row of history."""
    consultation.validate_constraints()
    consultation._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    consultation._history_date = now  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    consultation.save()
    return consultation


def _open(consultation: Consultation, today: date) -> None:
    asks = consultation.kind in ASKS_QUESTIONS
    if asks and not Question.objects.filter(consultation=consultation).exists():
        raise ValidationError("Add a question first: there is nothing to answer yet")
    if consultation.opened_on is None:
        consultation.opened_on = today
    if consultation.closed_on and consultation.closed_on < today:
        # It is open again: when it closes is known once it does.
        consultation.closed_on = None


def _close(consultation: Consultation, today: date) -> None:
    if consultation.opened_on and consultation.opened_on > today:
        opens_on = long_date(consultation.opened_on)
        raise ValidationError(f"It opens on {opens_on}: change that date before you close it")
    if consultation.closed_on is None or consultation.closed_on > today:
        consultation.closed_on = today


def _only_editable(values: Mapping[str, Any]) -> None:
    if not set(values) <= set(EDITABLE):
        raise ValueError(f"Not to be edited: {set(values) - set(EDITABLE)}")
