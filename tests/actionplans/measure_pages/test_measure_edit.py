"""Defining and changing a measure: what is saved, what is remembered, what is said when it can't be."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from actionplans.models import ActionPlan, Measure, MeasureState, PlanEvent
from partners.models import User
from tests.actionplans.measure_pages.filling import edit_form, measure_form
from tests.actionplans.plan_cast import in_parts, refused
from tests.factories import ActionPlanFactory, MeasureFactory

pytestmark = pytest.mark.django_db


def add(client: Client, plan: ActionPlan, **changes: Any) -> Any:
    return client.post(f"/action-plans/{plan.pk}/measures/add/", measure_form(**changes))


def edit(client: Client, measure: Measure, **changes: Any) -> Any:
    url = f"/action-plans/measures/{measure.pk}/edit/"
    return client.post(url, edit_form(measure, **changes))


def remembered(measure: Measure) -> list[tuple[str, str, str, str]]:
    events = PlanEvent.objects.filter(measure=measure).order_by("pk")
    return [(event.kind, event.field, event.old, event.new) for event in events]


def test_measure_add_puts_it_into_the_plan(client: Client, helen: User, plan: ActionPlan) -> None:
    response = add(
        client, plan, baseline="1,200", target="1,500.5", **in_parts("target_by", 31, 3, 2023)
    )
    measure = Measure.objects.get()
    assertRedirects(response, f"/action-plans/measures/{measure.pk}/")
    assert (measure.plan, measure.baseline, measure.target, measure.target_by) == (
        plan,
        Decimal(1200),
        Decimal("1500.5"),
        date(2023, 3, 31),
    )
    assert remembered(measure) == [("MEASURE_ADDED", "", "", "Talks held")]


def test_measure_add_proposes_the_next_number(
    client: Client, helen: User, measure: Measure
) -> None:
    form = client.get(f"/action-plans/{measure.plan_id}/measures/add/").context["form"]
    assert form["number"].value() == 2


def test_measure_to_be_agreed_names_its_day(client: Client, helen: User, plan: ActionPlan) -> None:
    assert refused(add(client, plan, state="TO_BE_AGREED")) == {
        "agree_by": ["Enter the day by which it is agreed with the community"]
    }
    add(client, plan, state="TO_BE_AGREED", **in_parts("agree_by", 31, 12, 2022))
    assert Measure.objects.get().agree_by == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": ""}, {"title": ["Enter what is measured"]}),
        ({"number": "1"}, {"number": ["Enter another number: the plan has a measure 1"]}),
        ({"target": "many"}, {"target": ["Enter the target in figures, like 40"]}),
        ({"target": "nan"}, {"target": ["Enter the target in figures, like 40"]}),
        ({"baseline": "1e9"}, {"baseline": ["Enter where it started in figures, like 40"]}),
        (
            in_parts("target_by", 31, 3, 2023),
            {"target": ["Enter the target, or leave out the day to reach it by"]},
        ),
        ({"direction": ""}, {"direction": ["Select which way is better"]}),
    ],
)
def test_measure_add_says_what_to_put_right(
    client: Client,
    helen: User,
    measure: Measure,
    changes: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    response = add(client, measure.plan, **({"note": "Typed text"} | changes))
    assert refused(response) == errors
    assert "Typed text" in response.content.decode()
    assert Measure.objects.count() == 1


def test_measure_add_offers_nothing_that_is_no_longer_used(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    form = client.get(f"/action-plans/{plan.pk}/measures/add/").context["form"]
    assert [value for value, _ in form.fields["state"].choices] == [
        "TO_BE_AGREED",
        "PROPOSED",
        "AGREED",
    ]
    assert not {"retired_on", "retired_because"} & set(form.fields)
    assert "state" in refused(add(client, plan, state="RETIRED"))
    assert Measure.objects.count() == 0


def test_measure_forms_ask_every_question_in_one_of_their_parts(
    client: Client, helen: User, measure: Measure
) -> None:
    for url in (
        f"/action-plans/{measure.plan_id}/measures/add/",
        f"/action-plans/measures/{measure.pk}/edit/",
    ):
        form = client.get(url).context["form"]
        asked = [field.name for _, fields in form.groups for field in fields]
        hidden = [field.name for field in form.hidden_fields()]
        assert sorted(asked + hidden) == sorted(form.fields)


def test_measure_define_shows_what_is_counted_now(
    client: Client, helen: User, measure: Measure
) -> None:
    url = f"/action-plans/measures/{measure.pk}/define/"
    assert "Say what exactly is counted</h1>" in " ".join(client.get(url).content.decode().split())
    for text, day in (("Talks held", 1), ("Talks of an hour", 5), ("Talks of a day", 6)):
        client.post(url, {"text": text, **in_parts("valid_from", day, 10, 2022)})
    page = " ".join(client.get(url).content.decode().split())
    assert "Count something else</h1>" in page
    assert (
        'Counted since 5 October 2022:</p> <p class="govuk-inset-text">Talks of an hour</p>' in page
    )


def test_measure_edit_moves_its_state_and_remembers(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    measure = MeasureFactory.create(
        plan=plan,
        title="What parents say",
        state=MeasureState.TO_BE_AGREED,
        agree_by=date(2022, 6, 30),
    )
    edit(client, measure, state="PROPOSED", **in_parts("agree_by", 30, 6, 2022))
    measure.refresh_from_db()
    assert (measure.state, measure.version) == ("PROPOSED", 2)
    assert remembered(measure) == [("MEASURE_EDITED", "state", "TO_BE_AGREED", "PROPOSED")]
    entry = client.get(f"/action-plans/{plan.pk}/").context["page"].history[0]
    assert (entry.title, str(entry.measure)) == ("Measure changed", "What parents say")
    assert [(one.name, one.old, one.new) for one in entry.changes] == [
        ("State", "To be agreed with the community", "Proposed")
    ]


def test_measure_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, measure: Measure
) -> None:
    edit(client, measure, title="Hers")
    response = edit(client, measure, title="Mine", target="1,250")
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [("What is measured?", "Hers", "Mine"), ("Target", "10", "1,250")]
    measure.refresh_from_db()
    assert (measure.title, measure.version) == ("Hers", 2)


def test_measure_edit_without_a_change_remembers_nothing(
    client: Client, helen: User, measure: Measure
) -> None:
    measure.refresh_from_db()
    edit(client, measure)
    assert remembered(measure) == []


def test_measure_continues_last_years(client: Client, helen: User, plan: ActionPlan) -> None:
    before = MeasureFactory.create(
        plan=ActionPlanFactory.create(year="2021/22"), title="Talks held", unit="talks"
    )
    plan.continues = before.plan
    plan.save()
    url = f"/action-plans/{plan.pk}/measures/add/"
    form = client.get(url, {"continues": before.pk}).context["form"]
    assert (form["title"].value(), form["continues"].value()) == ("Talks held", before.pk)
    add(client, plan, continues=before.pk)
    assert Measure.objects.get(plan=plan).continues == before
    # It can't be continued twice.
    assert "continues" not in client.get(url).context["form"].fields


def test_measure_continues_only_what_the_plan_continues(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    stranger = MeasureFactory.create()
    add(client, plan, continues=stranger.pk)
    assert Measure.objects.get(plan=plan).continues is None
