"""The partnership's own plan file holds what the partnership's plan says."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from consultations.models import Theme
from partners.models import Commitment, Forum, LegalRole, ListedAs, Partner
from priorities.models import (
    Aim,
    CountyPriority,
    LocalPosition,
    PlanSection,
    Priority,
    Reason,
    ReasonKind,
    StrategicPlan,
)
from priorities.plan_file import load_plan_file

pytestmark = pytest.mark.django_db

PLAN_FILE = Path(settings.BASE_DIR) / "priorities" / "plans" / "melton-2021-2024.toml"


@pytest.fixture(autouse=True)
def _plan() -> None:
    load_plan_file(PLAN_FILE.read_text(encoding="utf-8"))


def test_plan_runs_for_three_financial_years() -> None:
    plan = StrategicPlan.objects.get()
    assert (plan.title, plan.years) == ("Community safety plan", "2021 to 2024")
    assert (plan.starts_on, plan.ends_on) == (date(2021, 4, 1), date(2024, 3, 31))
    assert PlanSection.objects.count() == 17
    assert not PlanSection.objects.filter(body="").exists()


def test_plan_has_five_priorities() -> None:
    assert list(Priority.objects.values_list("number", "title", "slug", "status")) == [
        (1, "Drug related crime", "drug-related-crime", "ACTIVE"),
        (2, "Road safety", "road-safety", "ACTIVE"),
        (3, "Violent crime", "violent-crime", "ACTIVE"),
        (4, "Cybercrime", "cybercrime", "ACTIVE"),
        (5, "Communication/ engagement with communities", "communication-and-engagement", "ACTIVE"),
    ]


def test_plan_gives_eleven_reasons() -> None:
    reasons = Reason.objects.order_by("priority__number", "number")
    assert list(reasons.values_list("priority__number", "kind")) == [
        (1, ReasonKind.CONSULTATION),
        (1, ReasonKind.PROGRAMME),
        (2, ReasonKind.CONSULTATION),
        (2, ReasonKind.PROGRAMME),
        (3, ReasonKind.CONSULTATION),
        (3, ReasonKind.PROGRAMME),
        (3, ReasonKind.STATISTIC),
        (4, ReasonKind.ASSESSMENT),
        (4, ReasonKind.ASSESSMENT),
        (5, ReasonKind.ASSESSMENT),
        (5, ReasonKind.CONSULTATION),
    ]


def test_what_the_plan_leaves_unsaid_is_blank() -> None:
    assert set(Priority.objects.values_list("what_we_want", "how_we_will_work")) == {("", "")}


def test_plan_names_nine_pressures_and_eight_aims() -> None:
    assert list(Theme.objects.values_list("title", flat=True)) == [
        "Crime and anti-social behaviour",
        "Underemployment and Social Mobility",
        "Physical health and mobility",
        "Mental Health and substance misuse",
        "Community resilience and organisation",
        "Educational attainment and future prospects",
        "Housing quality, cost and availability",
        "Environmental quality",
        "Financial stability and welfare reform",
    ]
    assert list(Aim.objects.values_list("title", flat=True)) == [
        "Earn the trust of our communities",
        "Utilise community assets",
        "Create a sense of ownership",
        "Develop a true picture",
        "Improve communication",
        "Deploy resource more effectively",
        "Remove organisational barriers",
        "Intervene early and appropriately",
    ]


def test_county_agreed_seven_priorities() -> None:
    assert list(CountyPriority.objects.values_list("title", "local_position")) == [
        ("Identify and protect the most vulnerable", LocalPosition.COVERED),
        ("Reduce crime and fear of crime", LocalPosition.COVERED),
        ("Reduce incidence and impact of ASB", LocalPosition.PARTLY),
        ("Reduce harm from alcohol and substance misuse", LocalPosition.COVERED),
        (
            "Reduce risk of harm to young people from cyber crime and bullying",
            LocalPosition.COVERED,
        ),
        (
            "Increase reporting of domestic abuse and protect the most vulnerable",
            LocalPosition.LED_COUNTYWIDE,
        ),
        ("Increase confidence in reporting of hate incidents", LocalPosition.LED_COUNTYWIDE),
    ]


def test_position_agrees_with_the_priorities_that_serve_it() -> None:
    served = {one.number: one.priorities.count() > 0 for one in CountyPriority.objects.all()}
    assert served == {1: True, 2: True, 3: True, 4: True, 5: True, 6: False, 7: False}


def test_every_partner_of_both_lists_is_named_in_its_order() -> None:
    def listed(kind: ListedAs) -> list[str]:
        rows = Partner.objects.filter(listed_as=kind).in_listed_order()
        return [partner.name for partner in rows]

    assert listed(ListedAs.STATUTORY) == [
        "Melton Borough Council",
        "Office of Police & Crime Commissioner",
        "Leicestershire Constabulary",
        "Leicestershire Police Authority",
        "Leicestershire County Council",
        "Leicestershire & Rutland County Primary Care Trust",
        "Leicestershire Fire & Rescue Authority",
        "Leicestershire & Rutland Probation Trust",
    ]
    assert listed(ListedAs.NON_STATUTORY) == [
        "Leicestershire & Rutland Probation Service",
        "Leicestershire Youth Offending Service",
        "Leicestershire Early Help Service",
        "Local Businesses Pubwatch & SMART",
        "Melton Learning Hub/Voluntary Action Melton",
        "Melton Town Estate",
        "Melton Parish Councils",
        "Me & My Learning",
        "Leicestershire Neighbourhood Watch Associations",
        "ASRA Housing",
        "East Midlands Housing Association",
        "Demontford Housing Association",
        "Axiom Housing",
        "Muir Housing Group",
    ]
    assert Partner.objects.count() == 26


def test_responsible_authorities_in_october_2022() -> None:
    today = Partner.objects.on(date(2022, 10, 5))
    assert list(
        today.filter(legal_role=LegalRole.RESPONSIBLE_AUTHORITY).values_list("name", flat=True)
    ) == [
        "Leicestershire & Rutland Probation Service",
        "Leicestershire Constabulary",
        "Leicestershire County Council",
        "Leicestershire Fire & Rescue Authority",
        "Melton Borough Council",
        "NHS Leicester, Leicestershire and Rutland Integrated Care Board",
    ]


def test_abolished_bodies_pass_on_to_who_came_after() -> None:
    passed_on = {
        (before.name, after.name)
        for before in Partner.objects.all()
        for after in before.successors.all()
    }
    assert passed_on == {
        ("Leicestershire Police Authority", "Office of Police & Crime Commissioner"),
        (
            "Leicestershire & Rutland County Primary Care Trust",
            "NHS East Leicestershire and Rutland Clinical Commissioning Group",
        ),
        (
            "NHS East Leicestershire and Rutland Clinical Commissioning Group",
            "NHS Leicester, Leicestershire and Rutland Integrated Care Board",
        ),
        ("Leicestershire & Rutland Probation Trust", "Leicestershire & Rutland Probation Service"),
    }


def test_statutory_partners_agree_to_six_commitments() -> None:
    assert list(Commitment.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_forums_are_the_ones_that_the_plan_names_and_one_is_the_board() -> None:
    assert Counter(Forum.objects.values_list("is_board", "is_countywide")) == {
        (True, False): 1,
        (False, False): 3,
        (False, True): 2,
    }
