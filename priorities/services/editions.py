"""Editions: a draft made from the working plan, published, superseded by the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.models import User
from priorities.models import Edition, EditionStatus, StrategicPlan

GONE = "Somebody published or dropped this draft, or made it again: look at the list of editions"
EMPTY = "There is nothing to publish: make at least one priority active, then make the draft again"


@transaction.atomic
def make_edition(
    *, plan: StrategicPlan, label: str, contents: Mapping[str, Any], by: User, now: datetime
) -> Edition:
    """Make the draft of the plan's next edition; one that was there before goes."""
    _lock(plan)
    Edition.objects.drafts().filter(plan=plan).delete()
    edition = Edition(plan=plan, label=label, contents=dict(contents), made_at=now, made_by=by)
    edition.full_clean()
    edition.save()
    return edition


@transaction.atomic
def publish_edition(*, edition: Edition, by: User, now: datetime) -> Edition:
    """Show a draft to the public from now on; the edition that they read before is superseded."""
    _lock(edition.plan)
    if not Edition.objects.drafts().filter(pk=edition.pk).exists():
        raise ValidationError(GONE)
    if not edition.contents["priorities"]:
        raise ValidationError(EMPTY)
    Edition.objects.published().filter(plan=edition.plan).update(status=EditionStatus.SUPERSEDED)
    edition.status, edition.published_at, edition.published_by = EditionStatus.PUBLISHED, now, by
    edition.save(update_fields=["status", "published_at", "published_by"])
    return edition


@transaction.atomic
def drop_edition(*, edition: Edition) -> None:
    """Throw a draft away; what was once in public is kept."""
    _lock(edition.plan)
    drafts = Edition.objects.drafts().filter(pk=edition.pk)
    if not drafts.exists():
        raise ValidationError(GONE)
    drafts.delete()


def _lock(plan: StrategicPlan) -> None:
    # Two at once wait for each other: the second then finds what the first has done.
    StrategicPlan.objects.select_for_update().get(pk=plan.pk)
