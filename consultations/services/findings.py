"""How a result becomes a finding, and a finding public."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from consultations.audiences import audience_of
from consultations.models import ConsultationStatus, Finding, Option, Question
from consultations.queries.findings import read_states, stored
from consultations.queries.releases import careful_release
from consultations.queries.tallies import Arithmetic, read_tallies
from consultations.words import figures
from partners.models import User

OVER = frozenset({ConsultationStatus.CLOSED, ConsultationStatus.PUBLISHED})


@transaction.atomic
def make_finding(
    *,
    question: Question,
    option: Option,
    statement: str,
    by: User,  # noqa: ARG001 - a finding keeps who published it, and until then is the whole team's
    now: datetime,
    is_rural: bool | None = None,
    age_bands: Sequence[str] = (),
) -> Finding:
    """Take one result into a sentence; its arithmetic is counted, never given."""
    if option.question_id != question.pk:
        raise ValueError(f"{option} answers another question")
    audience = audience_of(is_rural, age_bands)
    finding = Finding(
        question=question,
        option=option,
        is_rural=is_rural,
        age_bands=audience.age_bands,
        statement=statement,
    )
    tally = read_tallies([question.pk])[question.pk]
    return _kept(finding, tally.arithmetic(option.pk, audience), now)


@transaction.atomic
def edit_finding(
    *,
    finding: Finding,
    statement: str,
    by: User,  # noqa: ARG001 - as above
    now: datetime,
) -> Finding:
    """Say a result in other words, and count it again; a published one stays as it is."""
    saved = _unpublished(finding)
    saved.statement = statement
    return _kept(saved, read_states([saved])[0].now, now)


@transaction.atomic
def publish_finding(*, finding: Finding, by: User, now: datetime) -> Finding:
    """Count a finding once more, then let everybody read it; from now on its figures stay."""
    saved = _unpublished(finding)
    if saved.question.consultation.status not in OVER:
        raise ValidationError("Close the consultation first: answers may still come in")
    kept, current = stored(saved), read_states([saved])[0].now
    if current.rank != kept.rank:
        raise ValidationError(
            f"The answers have changed: it is {figures(current)} now, and in another place. "
            "Put the statement right, then publish it"
        )
    _refuse_telling(saved)
    saved.statement = saved.statement.replace(figures(kept), figures(current))
    saved.published_at, saved.published_by = now, by
    return _kept(saved, current, now)


@transaction.atomic
def delete_finding(*, finding: Finding) -> None:
    """Drop a finding that was not published and on which nothing rests."""
    saved = _unpublished(finding)
    try:
        saved.delete()
    except ProtectedError as error:
        raise ValidationError(
            "A reason for a priority rests on this finding: choose another for it first"
        ) from error


def _unpublished(finding: Finding) -> Finding:
    # Published between somebody's look and their deed, it stays as it was published.
    rows = Finding.objects.select_for_update(of=("self",))
    saved = rows.select_related("question__consultation", "option").get(pk=finding.pk)
    if saved.is_published:
        raise ValidationError("This finding is published already, so it stays as it is")
    return saved


def _kept(finding: Finding, arithmetic: Arithmetic, now: datetime) -> Finding:
    finding.count, finding.base = arithmetic.count, arithmetic.base
    finding.share, finding.rank = arithmetic.share, arithmetic.rank
    finding.computed_at = now
    finding.validate_constraints()
    finding.save()
    return finding


def _refuse_telling(finding: Finding) -> None:
    """Nobody may work out from a finding, beside what else is public, a figure under 5."""
    question, audience = finding.question, audience_of(finding.is_rural, finding.age_bands)
    tally = read_tallies([question.pk])[question.pk]
    release = careful_release(question, list(Option.objects.filter(question=question)), tally)
    if not release.shows(finding.option, audience):
        raise ValidationError(
            "A figure under 5 could be worked out from this finding, so it can’t be published. "
            "Make one from everybody’s answers, or from a larger group’s"
        )
    public = release.arithmetic((finding.option,), audience)
    if public and public.rank != tally.arithmetic(finding.option_id, audience).rank:
        raise ValidationError(
            "More people chose an answer whose figure can’t be shown, so its place would tell of it. "
            "Make a finding from everybody’s answers instead"
        )
