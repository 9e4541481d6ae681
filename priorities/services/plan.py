"""What is done to the plan's text: its sections, its aims, and where the county's priorities stand here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from partners.models import User
from priorities.models import Aim, CountyPriority, PlanSection, StrategicPlan
from priorities.services.deeds import Deed, change
from priorities.services.places import move, next_number
from smp_portal.foundation.slugs import free_slug
from smp_portal.foundation.versions import claim_version


@transaction.atomic
def add_section(
    *, plan: StrategicPlan, title: str, body: str, version: int, by: User, now: datetime
) -> PlanSection:
    """Put a new section at the end of the plan's text."""
    deed = Deed(by, now)
    saved = _claimed(plan, version, deed)
    others = saved.sections.all()
    slug = free_slug(title, others, instead="section")
    section = PlanSection(plan=saved, number=next_number(others), title=title, slug=slug, body=body)
    deed.save(section)
    return section


@transaction.atomic
def edit_section(
    *, section: PlanSection, values: Mapping[str, Any], version: int, by: User, now: datetime
) -> PlanSection:
    """Change a section's title and text; its address stays."""
    claim_version(section, version)
    saved = PlanSection.objects.get(pk=section.pk)
    change(saved, dict(values))
    Deed(by, now).save(saved)
    return saved


@transaction.atomic
def remove_section(*, section: PlanSection, version: int, by: User, now: datetime) -> None:
    """Take a section out of the plan; published editions keep it."""
    deed = Deed(by, now)
    saved = _claimed(section.plan, version, deed)
    deed.remove(saved.sections.get(pk=section.pk))


@transaction.atomic
def move_section(*, section: PlanSection, up: bool, version: int, by: User, now: datetime) -> None:
    """Let a section change places with its neighbour."""
    deed = Deed(by, now)
    saved = _claimed(section.plan, version, deed)
    move(saved.sections.get(pk=section.pk), saved.sections.all(), up=up, deed=deed)


@transaction.atomic
def edit_aim(*, aim: Aim, values: Mapping[str, Any], version: int, by: User, now: datetime) -> Aim:
    """Change what an aim says; the aims are edited with their plan."""
    deed = Deed(by, now)
    _claimed(aim.plan, version, deed)
    saved = Aim.objects.get(pk=aim.pk)
    change(saved, dict(values))
    deed.save(saved)
    return saved


@transaction.atomic
def edit_county_priority(
    *, county: CountyPriority, values: Mapping[str, Any], version: int, by: User, now: datetime
) -> CountyPriority:
    """Say how far the plan meets one of the county's priorities, and why."""
    claim_version(county, version)
    saved = CountyPriority.objects.get(pk=county.pk)
    change(saved, dict(values))
    Deed(by, now).save(saved)
    return saved


def _claimed(plan: StrategicPlan, version: int, deed: Deed) -> StrategicPlan:
    claim_version(plan, version)
    saved = StrategicPlan.objects.get(pk=plan.pk)
    deed.save(saved)
    return saved
