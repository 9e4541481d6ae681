"""What is done to a priority, its alignment and its voices; all of it moves the priority's version."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consultations.models import Testimony
from partners.models import User
from priorities.models import Alignment, CountyPriority, Priority, StrategicPlan
from priorities.services.deeds import Deed, change
from priorities.services.places import next_number
from smp_portal.foundation.slugs import free_slug
from smp_portal.foundation.versions import claim_version

# The map of all priorities has this address.
RESERVED = ("map",)
OF_MANY = ("aims", "themes")


@transaction.atomic
def add_priority(
    *, plan: StrategicPlan, values: Mapping[str, Any], by: User, now: datetime
) -> Priority:
    """Put a new priority at the end of the plan, at an address made of its title."""
    others, deed = plan.priorities.all(), Deed(by, now)
    slug = free_slug(values["title"], others, instead="priority", reserved=RESERVED)
    priority = Priority(plan=plan, number=next_number(others), slug=slug)
    _save(priority, values, deed)
    return priority


@transaction.atomic
def edit_priority(
    *, priority: Priority, values: Mapping[str, Any], version: int, by: User, now: datetime
) -> Priority:
    """Change what a priority says, its status, its aims and its pressures."""
    saved = claimed(priority, version)
    _save(saved, values, Deed(by, now))
    return saved


@transaction.atomic
def edit_alignment(
    *,
    priority: Priority,
    notes: Mapping[CountyPriority, str],
    version: int,
    by: User,
    now: datetime,
) -> Priority:
    """Say which of the county's priorities this one serves, and how: those in `notes`, and no other."""
    saved, deed = claimed(priority, version), Deed(by, now)
    rows = {row.county_priority: row for row in saved.alignments.select_related("county_priority")}
    for county, row in rows.items():
        if county not in notes:
            deed.remove(row)
    for county, note in notes.items():
        row = rows.get(county, Alignment(priority=saved, county_priority=county))
        if county not in rows or row.note != note:
            row.note = note
            deed.save(row)
    deed.save(saved)
    return saved


@transaction.atomic
def choose_voices(
    *,
    priority: Priority,
    testimonies: Iterable[Testimony],
    version: int,
    by: User,
    now: datetime,
) -> Priority:
    """Choose what people said that stands beside a priority."""
    saved, deed = claimed(priority, version), Deed(by, now)
    deed.save(saved)
    saved.testimonies.set(testimonies)
    return saved


def claimed(priority: Priority, version: int) -> Priority:
    """The priority as it is saved, at the next version."""
    claim_version(priority, version)
    return Priority.objects.get(pk=priority.pk)


def _save(priority: Priority, values: Mapping[str, Any], deed: Deed) -> None:
    change(priority, {name: value for name, value in values.items() if name not in OF_MANY})
    deed.save(priority)
    for name in OF_MANY:
        if name in values:
            getattr(priority, name).set(values[name])
