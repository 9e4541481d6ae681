"""A plan file becomes rows, once, and officers' edits stay."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from consultations.models import Community, CommunityKind, Theme
from partners.models import Commitment, Forum, Partner
from priorities.models import (
    CountyPriority,
    PlanSection,
    Priority,
    PriorityStatus,
    Reason,
    ReasonKind,
    StrategicPlan,
)
from priorities.plan_file import PlanFileRefused, load_plan_file
from smp_portal.foundation.versions import claim_version
from tests.factories import PartnerFactory
from tests.priorities.plan_texts import SMALL_PLAN, line_of

pytestmark = pytest.mark.django_db


def edited_in_the_portal(row: Any, **changes: object) -> None:
    with transaction.atomic():
        claim_version(row, row.version)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()


def test_load_saves_what_the_file_says() -> None:
    loaded = load_plan_file(SMALL_PLAN)
    assert str(loaded) == (
        "created 15, changed 0, unchanged 0, left alone 0 (edited in the portal since)"
    )
    plan = StrategicPlan.objects.get()
    assert (plan.title, plan.slug) == ("A plan", "2030-2033")
    assert (plan.starts_on, plan.ends_on) == (date(2030, 4, 1), date(2033, 3, 31))
    section = PlanSection.objects.get()
    assert section.slug == "about-the-place"
    assert section.body == 'First line.\n[[priority]]\ntitle = "not a heading"'
    first, second = Priority.objects.all()
    assert (first.number, first.title, first.slug) == (1, "Night noise", "night-noise")
    assert [str(aim) for aim in first.aims.all()] == ["Listen"]
    assert [str(theme) for theme in first.themes.all()] == ["Noise"]
    assert [one.note for one in first.alignments.all()] == ["The same matter."]
    assert (second.what_we_want, second.status) == ("", PriorityStatus.PROPOSED)
    reason = Reason.objects.get(priority=second)
    assert (reason.kind, reason.text) == (ReasonKind.STATISTIC, "Nine cats in May.")
    assert CountyPriority.objects.get().local_position == "COVERED"
    assert Commitment.objects.get().text == "Turn up."
    assert Forum.objects.get().is_board is True
    community = Community.objects.get()
    assert (community.kind, community.population) == (CommunityKind.VILLAGE, 120)


def test_load_links_partners_to_their_successors() -> None:
    load_plan_file(SMALL_PLAN)
    old = Partner.objects.get(slug="old-council")
    assert [str(one) for one in old.successors.all()] == ["New Council"]
    assert [old.existed(on=date(2029, 3, day)) for day in (30, 31)] == [True, True]
    assert old.existed(on=date(2029, 4, 1)) is False


def test_load_again_doubles_nothing_and_writes_no_history() -> None:
    load_plan_file(SMALL_PLAN)
    remembered = Priority.history.count()
    again = load_plan_file(SMALL_PLAN)
    assert str(again) == (
        "created 0, changed 0, unchanged 15, left alone 0 (edited in the portal since)"
    )
    assert Priority.objects.count() == 2
    assert Priority.history.count() == remembered


def test_load_again_changes_what_the_file_says_otherwise() -> None:
    load_plan_file(SMALL_PLAN)
    text = SMALL_PLAN.replace("Nine cats in May.", "Ten cats in May.").replace("[1]\n", "[]\n", 1)
    assert str(load_plan_file(text)) == (
        "created 0, changed 2, unchanged 13, left alone 0 (edited in the portal since)"
    )
    assert Reason.objects.get(priority__number=2).text == "Ten cats in May."
    assert list(Priority.objects.get(number=1).aims.all()) == []


def test_load_again_keeps_what_the_file_no_longer_says() -> None:
    load_plan_file(SMALL_PLAN)
    text = SMALL_PLAN.replace("aims = [1]\n", "").replace("population = 120\n", "")
    text = text.replace('[[commitment]]\nnumber = 1\ntext = "Turn up."\n', "")
    assert str(load_plan_file(text)) == (
        "created 0, changed 0, unchanged 14, left alone 0 (edited in the portal since)"
    )
    assert [str(aim) for aim in Priority.objects.get(number=1).aims.all()] == ["Listen"]
    assert Community.objects.get().population == 120
    assert Commitment.objects.count() == 1


def test_load_again_leaves_a_county_priority_alone_that_was_edited_in_the_portal() -> None:
    load_plan_file(SMALL_PLAN)
    edited_in_the_portal(CountyPriority.objects.get(), local_position="GAP", note="Nobody does.")
    again = load_plan_file(SMALL_PLAN.replace('"Quiet nights"', '"Quiet days"'))
    assert again.left_alone == ("Quiet nights",)
    county = CountyPriority.objects.get()
    assert (county.title, county.local_position, county.note) == (
        "Quiet nights",
        "GAP",
        "Nobody does.",
    )
    assert [
        str(one.county_priority) for one in Priority.objects.get(number=1).alignments.all()
    ] == ["Quiet nights"]


def test_load_again_leaves_aims_and_sections_alone_once_the_plan_was_edited() -> None:
    load_plan_file(SMALL_PLAN)
    plan = StrategicPlan.objects.get()
    edited_in_the_portal(plan)
    plan.aims.update(title="Listen well")
    plan.sections.all().delete()
    more = SMALL_PLAN.replace("aims = [1]", "aims = [2]")
    more = more.replace("[[theme]]", '[[aim]]\nnumber = 2\ntitle = "Answer"\n\n[[theme]]', 1)
    again = load_plan_file(more)
    assert again.left_alone == ("A plan",)
    assert [str(aim) for aim in plan.aims.all()] == ["Listen well", "Answer"]
    assert plan.sections.count() == 0
    assert [str(aim) for aim in Priority.objects.get(number=1).aims.all()] == ["Answer"]


def test_load_again_leaves_alone_what_was_edited_in_the_portal() -> None:
    load_plan_file(SMALL_PLAN)
    priority = Priority.objects.get(number=1)
    edited_in_the_portal(priority, what_we_want="Quiet after eleven.")
    priority.reasons.update(text="Written by an officer.")
    priority.themes.clear()
    edited_in_the_portal(Partner.objects.get(slug="old-council"), listed_position=9)
    loaded = load_plan_file(SMALL_PLAN)
    assert loaded.left_alone == ("Old Council", "1. Night noise")
    assert str(loaded) == (
        "created 0, changed 0, unchanged 11, left alone 2 (edited in the portal since)"
    )
    priority.refresh_from_db()
    assert priority.what_we_want == "Quiet after eleven."
    assert [str(reason) for reason in priority.reasons.all()] == ["Written by an officer."]
    assert list(priority.themes.all()) == []


def test_load_refuses_what_clashes_with_the_portal_and_saves_nothing() -> None:
    PartnerFactory.create(name="New Council", slug="another-address")
    with pytest.raises(PlanFileRefused) as refused:
        load_plan_file(SMALL_PLAN)
    line = line_of('[[partner]]\nname = "New Council"')
    assert str(refused.value) == (
        f"line {line}, partner 2: the portal can't take it: Partner with this Name already exists."
    )
    assert [str(partner) for partner in Partner.objects.all()] == ["New Council"]
    assert Theme.objects.count() == 0


def test_load_refuses_a_number_that_another_priority_holds() -> None:
    load_plan_file(SMALL_PLAN)
    with pytest.raises(PlanFileRefused) as refused:
        load_plan_file(SMALL_PLAN.replace('"Night noise"', '"Noise by night"'))
    assert str(refused.value) == (
        "line 29, priority 1: the portal can't take it: "
        "The plan already has a priority with this number."
    )
    assert Priority.objects.get(number=1).title == "Night noise"
