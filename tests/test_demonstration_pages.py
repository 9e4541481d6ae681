"""Every page of the demonstration, for everybody who may play in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from pytest_django import DjangoDbBlocker

from actionplans.models import (
    Action,
    ActionPlan,
    BoardPack,
    Decision,
    DecisionAsked,
    PlanStatus,
    Review,
    ReviewRound,
)
from actionplans.queries.owed import people_asked
from consultations.models import Community
from partners.models import Absence, Forum, Meeting, Partner, User
from priorities.models import Edition, Priority, StrategicPlan
from smp_portal.foundation import clock
from smp_portal.pages.demonstration.loading import load_story
from smp_portal.pages.demonstration.story.pages import person
from tests.access.routes import every_route
from tests.actionplans.asking import issue_link
from tests.pages.public.editions import draft_of, published
from tests.walking import CHECKS, Walk
from tests.world import kept_for_the_module

pytestmark = pytest.mark.django_db

PLAYED = {
    "link_holder": "",
    "officer": "helen.marsh",
    "owner": "simon.reeve",
    "lead": "tom.ashby",
    "board": "jean.aldridge",
    "administrator": "ruth.ellison",
}
# What is only ever sent, and what tells machines how the portal does.
NO_PAGES = {
    "pages:demo_clock",
    "pages:health",
    "actionplans:receipt_take",
    "partners:user_reactivate",
    "partners:user_invite",
    "pages:pack_retry",
    "pages:decision_act",
    "pages:report_begin",
}
EDITION_DEEDS = ("plan", "front", "places", "partners", "publish", "drop")
PACK_DEEDS = ("detail", "edit", "freeze", "discard")
ACTION_DEEDS = ("edit", "redate", "complete", "cancel", "reopen")
LINKS = {
    "review": ("link_review", "link_not_mine"),
    "action": ("link_action", "link_action_not_mine"),
}
MAIL = "To: tom.ashby@example.org\nSubject: Two updates\n\nAnswer here: {}\n"

Places = dict[str, list[dict[str, Any]]]


def numbered(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [{"pk": pk} for pk in rows.values_list("pk", flat=True)]


def named(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [{"slug": slug} for slug in rows.values_list("slug", flat=True)]


def signed_in_places() -> Places:
    """What stands for the names in the addresses of pages for who has signed in."""
    plans, reviews = numbered(ActionPlan.objects.all()), numbered(Review.objects.all())
    # The links of the other plans' pages lead to the rest.
    two_plans = Action.objects.filter(plan__status=PlanStatus.ACTIVE, plan__number__lte=2)
    places: Places = {
        "actionplans:action_add": plans,
        "actionplans:action_report": reports(),
        "actionplans:action_ask_now": reports(),
        "actionplans:round_edit": numbered(ReviewRound.objects.all()),
        "actionplans:round_detail": numbered(ReviewRound.objects.all()),
        "actionplans:round_cancel": numbered(ReviewRound.objects.all()),
        "pages:priority_detail": [dict(one) for one in Priority.objects.values("slug")],
        "pages:public_priority": [dict(one) for one in Priority.objects.values("slug")],
        "pages:public_place": [dict(one) for one in Community.objects.values("slug")],
        "pages:edition_priority": in_editions(Priority.objects.all()),
        "pages:edition_place": in_editions(Community.objects.all()),
        "pages:report_detail": [{"year": "2021-22"}, {"year": "2022-23"}],
        "pages:decision_record": [
            {"pk": one.pack_id, "asked_pk": one.pk} for one in DecisionAsked.objects.all()
        ],
        "pages:pack_file": [
            {"pk": pk, "kind": kind}
            for pk in BoardPack.objects.values_list("pk", flat=True)
            for kind in ("pdf", "docx", "xlsx")
        ],
        "pages:demo_mail": [{"key": "mail"}, {"key": "no-such-mail"}],
    }
    for noun, deeds, found in (
        ("actionplans:plan", ("detail", "edit", "owner"), plans),
        ("actionplans:action", ACTION_DEEDS, numbered(two_plans)),
        ("actionplans:review", ("detail", "answer", "decide", "not_mine"), reviews),
        ("partners:user", ("detail", "edit"), numbered(User.objects.all())),
        ("pages:user", ("deactivate",), numbered(User.objects.all())),
        ("partners:absence", ("add",), numbered(User.objects.all())),
        ("partners:absence", ("edit", "take_back"), numbered(Absence.objects.all())),
        ("pages:partner", ("detail",), named(Partner.objects.all())),
        ("partners:partner", ("edit",), named(Partner.objects.all())),
        ("partners:forum", ("edit",), named(Forum.objects.all())),
        ("pages:meeting", ("add",), named(Forum.objects.all())),
        ("pages:meeting", ("edit", "delete"), numbered(Meeting.objects.all())),
        ("pages:decision", ("add",), numbered(BoardPack.objects.all())),
        ("pages:decision", ("correct",), numbered(Decision.objects.all())),
        ("pages:pack", PACK_DEEDS, numbered(BoardPack.objects.all())),
        ("pages:edition", EDITION_DEEDS, numbered(Edition.objects.all())),
    ):
        places |= {f"{noun}_{deed}": found for deed in deeds}
    return places


def in_editions(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """Two pages of each edition; their links lead to the rest."""
    slugs = rows.values_list("slug", flat=True)[:2]
    return [one | {"slug": slug} for one in numbered(Edition.objects.all()) for slug in slugs]


def reports() -> list[dict[str, Any]]:
    """Every led action of the year with the reviews of its plan."""
    led = Action.objects.exclude(lead_person=None).filter(plan__status=PlanStatus.ACTIVE)
    return [
        {"pk": review.pk, "action_pk": action.pk}
        for action in led
        for review in Review.objects.filter(plan=action.plan_id)
    ]


def linked_places() -> Places:
    """What stands for the names in the addresses of personal links: one for everybody who is asked."""
    round_, places = ReviewRound.objects.current(), Places()
    assert round_ is not None
    for asked, owed in people_asked(on=clock.today()).items():
        token = {"token": issue_link(recipient=asked, round_=round_, today=clock.today())}
        places.setdefault("actionplans:link_home", []).append(token)
        for one in owed:
            what = one.action or one.review
            for name in LINKS["review" if one.action is None else "action"]:
                places.setdefault(f"actionplans:{name}", []).append({"pk": what.pk, **token})
    return places | {"actionplans:link_unknown": [{"rest": "no/such/link"}]}


@pytest.fixture(scope="module")
def places(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Places]:
    mails: Path = tmp_path_factory.mktemp("mails")
    with (
        kept_for_the_module(django_db_blocker),
        override_settings(DEMO=True, DEMO_MAILDIR=mails),
    ):
        load_story()
        plan = StrategicPlan.objects.get()
        # Somebody whom the story does not know would be recorded by the real clock, years after it.
        helen = person("helen.marsh")
        published(plan, "The one before", by=helen)
        published(plan, "The public’s", by=helen)
        draft_of(plan, "The next", by=helen)
        linked = linked_places()
        link = reverse("actionplans:link_home", kwargs=linked["actionplans:link_home"][0])
        (mails / "new").mkdir()
        (mails / "new" / "mail").write_text(MAIL.format(f"{settings.PORTAL_BASE_URL}{link}"))
        yield signed_in_places() | linked


def unnamed(route: str) -> list[dict[str, Any]]:
    """A page that stands alone is entered as such; to one of many, where none is named above, links lead."""
    try:
        reverse(route)
    except NoReverseMatch:
        return []
    return [{}]


def walk_of(played: str, places: Places) -> Walk:
    """All that this person finds."""
    walk, key = Walk(Client()), PLAYED[played]
    if key:
        walk.client.force_login(person(key))
    left_out = NO_PAGES | {route for route in every_route() if key and ":link_" in route}
    walk.enter(
        [
            reverse(route, kwargs=kwargs)
            for route in every_route()
            if route not in left_out
            for kwargs in places.get(route, unnamed(route))
        ]
    )
    return walk


# One test a person, so that nobody's pages are walked twice by tests that run side by side.
@pytest.mark.parametrize("played", PLAYED)
def test_every_page_of_the_demonstration(played: str, places: Places) -> None:
    walk = walk_of(played, places)
    assert len(walk.pages) > 20
    complaints = {check.__name__: check(walk) for check in CHECKS}
    assert {name: found for name, found in complaints.items() if found} == {}
