"""A year's report says what was set out, done and not done, what changed and what residents said, and nothing private."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    BoardPack,
    MeasureDefinition,
    PackState,
    PlanKind,
    PlanStatus,
)
from actionplans.services.packs import start_pack
from consultations.models import Consent
from priorities.models import ReasonKind
from smp_portal.foundation.papers import Heading
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.papers import build, paper_of
from smp_portal.pages.board_packs.report import ReportContents
from smp_portal.pages.board_packs.report_building import build_report
from smp_portal.pages.board_packs.report_drawing import report_as_paper
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    PriorityFactory,
    ReadingFactory,
    TestimonyFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.pages.public.a_plan import a_finding

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 5, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> ActionPlan:
    return ActionPlanFactory.create(
        priority=PriorityFactory.create(what_we_want="Slower traffic in the villages."),
        number=2,
        title="Road safety",
        year="2021/22",
        starts_on=date(2021, 4, 1),
        ends_on=date(2022, 3, 31),
    )


def report() -> ReportContents:
    return build_report(start_pack(year="2021/22", by=officer(), now=NOW), now=NOW)


def test_report_says_plainly_what_was_done_late_and_given_up(plan: ActionPlan) -> None:
    due = {"plan": plan, "due_on": date(2022, 3, 1), "lead_partner__name": "The Council"}
    ActionFactory.create(
        reference="2.1",
        title="Signs",
        status=ActionStatus.COMPLETE,
        completed_on=date(2022, 3, 20),
        **due,
    )
    lead = {"lead_partner": plan.actions.get().lead_partner}
    late = {"plan": plan, "due_on": date(2022, 3, 1)} | lead
    ActionFactory.create(reference="2.2", title="Talks", **late)
    ActionFactory.create(reference="2.3", title="Banners", status=ActionStatus.CANCELLED, **late)
    (year,) = report().priorities
    assert (year.name, year.set_out) == ("2. Road safety", "Slower traffic in the villages.")
    assert [(one.title, one.became) for one in year.deeds] == [
        ("Signs", "Done on 20 March 2022, 19 days later than first planned")
    ]
    assert [(one.title, one.became) for one in year.unfinished] == [
        ("Talks", "Not finished: was due on 1 March 2022, 70 days late"),
        ("Banners", "Cancelled"),
    ]
    assert year.deeds[0].lead == "The Council"


def test_report_of_a_closed_year_says_what_goes_on(plan: ActionPlan) -> None:
    next_year = ActionPlanFactory.create(continues=plan)
    draft = ActionPlanFactory.create(status=PlanStatus.DRAFT)
    details = {"plan": plan, "due_on": date(2022, 3, 1)}
    for number, title in enumerate(("Talks", "Banners", "Signs", "Lights"), start=1):
        ActionFactory.create(reference=f"2.{number}", title=title, **details)
    talks, banners, signs = plan.actions.order_by("reference")[:3]
    ActionFactory.create(plan=next_year, reference="2.1", continues=talks)
    ActionFactory.create(plan=draft, reference="2.1", continues=banners)
    signs.status = ActionStatus.CANCELLED
    signs.save()
    ActionPlan.objects.filter(pk=plan.pk).update(status=PlanStatus.CLOSED)
    (year,) = report().priorities
    assert [(one.title, one.became) for one in year.unfinished] == [
        ("Talks", "Not finished: was due on 1 March 2022, and goes on in the plan of 2022/23"),
        ("Banners", "Not finished when the plan was closed: was due on 1 March 2022"),
        ("Signs", "Cancelled"),
        ("Lights", "Not finished when the plan was closed: was due on 1 March 2022"),
    ]


def test_report_of_the_partnerships_own_plan_asks_nothing_of_residents(plan: ActionPlan) -> None:
    ActionPlan.objects.update(kind=PlanKind.IMPROVEMENT, priority=None)
    paper = report_as_paper(report())
    headings = [one.text for one in paper.blocks if isinstance(one, Heading)]
    assert headings == [
        "2. Road safety",
        "What it set out to do",
        "What was done",
        "What changed",
        "What the board decided",
    ]


def test_report_of_plans_without_actions_says_so(plan: ActionPlan) -> None:
    assert report().sentence == "The year’s plans name no actions."


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("Speeding is the first concern.", "Speeding is the first concern: 1,258 of 2,441 (52%)"),
        ("Speeding: 1,258 of 2,441 people, 52%", "Speeding: 1,258 of 2,441 people, 52%"),
    ],
)
def test_report_gives_each_figure_once(plan: ActionPlan, statement: str, told: str) -> None:
    assert plan.priority is not None
    finding = a_finding(statement=statement, count=1258, base=2441, share=Decimal("0.5154"))
    plan.priority.reasons.create(
        number=1, kind=ReasonKind.CONSULTATION, text="Heard.", finding=finding
    )
    (year,) = report().priorities
    assert [one.split(". ")[0] for one in year.findings] == [told]


def test_report_compares_with_the_same_period_a_year_before_and_the_start(
    plan: ActionPlan,
) -> None:
    measure = MeasureFactory.create(plan=plan, title="Villages", baseline=Decimal(0))
    for start, end, value in (
        (date(2021, 1, 1), date(2021, 3, 31), 3),
        (date(2021, 10, 1), date(2021, 12, 31), 4),
        (date(2022, 1, 1), date(2022, 3, 31), 6),
        (date(2022, 4, 1), date(2022, 4, 30), 9),
    ):
        ReadingFactory.create(
            measure=measure,
            period_start=start,
            period_end=end,
            value=Decimal(value),
            recorded_at=NOW,
        )
    (year,) = report().priorities
    assert year.compared == (
        "January to March 2022: 6; the same period a year before: 3; at the start: 0.",
    )
    assert [one.value for one in year.measures[0].readings] == ["3", "4", "6"]


def test_report_takes_no_earlier_years_figure_for_this_years(plan: ActionPlan) -> None:
    ReadingFactory.create(
        measure=MeasureFactory.create(plan=plan),
        period_start=date(2021, 1, 1),
        period_end=date(2021, 3, 31),
        recorded_at=NOW,
    )
    (year,) = report().priorities
    assert year.compared == ("There is no figure for this year yet.",)


@pytest.mark.parametrize(
    ("since", "before"),
    [
        (date(2021, 3, 31), "3"),
        (date(2021, 4, 1), "not compared, for what is counted has changed since"),
        (date(2022, 3, 31), "not compared, for what is counted has changed since"),
        (date(2022, 4, 1), "3"),
    ],
)
def test_report_compares_nothing_across_a_new_definition(
    plan: ActionPlan, since: date, before: str
) -> None:
    measure = MeasureFactory.create(plan=plan)
    for when, value in ((2021, 3), (2022, 6)):
        ReadingFactory.create(
            measure=measure,
            period_start=date(when, 1, 1),
            period_end=date(when, 3, 31),
            value=Decimal(value),
            recorded_at=NOW,
        )
    for text, valid_from in (("All", date(2020, 4, 1)), ("Those with three volunteers", since)):
        MeasureDefinition.objects.create(
            measure=measure, text=text, valid_from=valid_from, by=officer(), at=NOW
        )
    (year,) = report().priorities
    assert year.compared == (f"January to March 2022: 6; the same period a year before: {before}.",)


def test_report_holds_only_what_may_be_public(plan: ActionPlan) -> None:
    owner = UserFactory.create(full_name="Hidden Person")
    ActionPlan.objects.filter(pk=plan.pk).update(owner=owner)
    for consent in (Consent.PUBLIC, Consent.PARTNERS):
        voice = TestimonyFactory.create(
            words=f"Said for {consent}", consent=consent, heard_on=date(2021, 10, 2)
        )
        assert plan.priority is not None
        plan.priority.testimonies.add(voice)
    ActionPlanFactory.create(title="Hidden matter", year="2021/22", is_restricted=True)
    ActionPlanFactory.create(title="Hidden draft", year="2021/22", status="DRAFT")
    told = json.dumps(report().as_json())
    assert "Said for PUBLIC" in told
    assert "Said for PARTNERS" not in told
    assert "Hidden" not in told


def test_report_goes_the_way_of_a_pack(client: Client, plan: ActionPlan) -> None:
    client.force_login(officer())
    assert "Nobody has begun the report" in client.get("/annual-report/2021-22/").content.decode()
    assert client.post("/annual-report/2021-22/begin/").status_code == 302
    pack = BoardPack.objects.get()
    assert (pack.meeting, pack.year, f"{pack}") == (None, "2021/22", "Annual report 2021/22")
    assert "This is a draft" in client.get("/annual-report/2021-22/").content.decode()
    again = client.post("/annual-report/2021-22/begin/", follow=True).content.decode()
    assert "There is a draft of this year’s report already." in again
    sent = {"note": "A good year.", "version": 1}
    assert client.post(f"/board-packs/{pack.pk}/edit/", sent).status_code == 302
    assert client.post(f"/board-packs/{pack.pk}/freeze/").status_code == 302
    look_for_packs(now=NOW)
    pack.refresh_from_db()
    assert (pack.state, pack.files.count()) == (PackState.FROZEN, 4)
    for person in (officer(), board_member(), UserFactory.create()):
        client.force_login(person)
        html = client.get(f"/board-packs/{pack.pk}/", follow=True).content.decode()
        assert "A good year." in html
        assert client.get(f"/board-packs/{pack.pk}/files/pdf/")["Content-Disposition"] == (
            'attachment; filename="annual-report-2021-22.pdf"'
        )
        assert "2021/22" in client.get("/annual-report/").content.decode()


@pytest.mark.parametrize("year", ["2019-20", "2021", "2021-2022", "nonsense"])
def test_year_without_plans_is_not_there(client: Client, plan: ActionPlan, year: str) -> None:
    client.force_login(officer())
    assert client.get(f"/annual-report/{year}/").status_code == 404
    assert client.post(f"/annual-report/{year}/begin/").status_code == 404
    assert not BoardPack.objects.exists()


def test_report_has_no_decisions_of_its_own(client: Client, plan: ActionPlan) -> None:
    pack = start_pack(year="2021/22", by=officer(), now=NOW)
    client.force_login(officer())
    assert client.get(f"/board-packs/{pack.pk}/decisions/add/").status_code == 404
    assert paper_of(build(pack, now=NOW).contents).under_title == (
        "For the scrutiny committee: 1 April 2021 to 31 March 2022"
    )
