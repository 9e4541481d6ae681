"""A small partnership with one of each thing, and the people who stand in every relation to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from pytest_django import DjangoDbBlocker

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    PlanStatus,
    Rating,
    Reminder,
    ReminderState,
    Review,
    ReviewLink,
    ReviewRound,
    Stage,
    Via,
    WorkerHeartbeat,
)
from actionplans.services.given import AnswerGiven
from actionplans.services.links import revoke_links
from actionplans.services.reviews import answer_review, record_not_mine
from partners.models import User
from smp_portal.foundation import clock
from tests.actionplans.asking import answer, earlier_round, issue_link, open_round
from tests.consultations.rows import places_of_what_people_said
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    MeetingFactory,
    PartnerFactory,
    ReadingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
)
from tests.pages.board_packs.packs import places_of_packs
from tests.pages.public.editions import places_of_editions
from tests.priorities.rows import places_of_the_plan

# Wednesday of the week in which the round of July to September is open.
NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
TODAY = date(2022, 10, 5)
LONG_AGO = date(2022, 1, 10)


@dataclass
class World:
    """Who is there, by their relation to the plans, and where each thing is found: what its address is made of."""

    people: dict[str, User | None]
    places: dict[str, dict[str, Any]] = field(default_factory=dict)


@contextmanager
def kept_for_the_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep rows for all tests of a module, each of which then works in a savepoint of its own."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def build_world() -> World:
    """One partnership on the morning of Wednesday 5 October 2022."""
    world = World(_people())
    _plans(world)
    _reviews(world)
    _rounds(world)
    _links(world)
    world.places |= places_of_what_people_said()
    world.places |= places_of_editions()
    _the_rest(world)
    world.places |= places_of_packs()
    return world


def tell_the_time() -> None:
    """Set the demonstration's own clock to the world's morning."""
    clock.move_to(NOW)


def _people() -> dict[str, User | None]:
    return {
        "public": None,
        "owner": UserFactory.create(full_name="Olive Owner"),
        "other_owner": UserFactory.create(full_name="Otto Other"),
        "lead": UserFactory.create(full_name="Lea Lead"),
        "board": board_member(full_name="Bea Board"),
        "reader": board_member(full_name="Rita Reader"),
        "officer": officer(full_name="Ophelia Officer"),
        "administrator": administrator(full_name="Ada Administrator"),
        "unknown": UserFactory.create(full_name="Ursula Unknown", role="VISITOR"),
    }


def _plans(world: World) -> None:
    """Plans open to all, restricted, drafts, each somebody's own and somebody else's; each with an action and a measure."""
    somebody = UserFactory.create(full_name="Simon Somebody")
    owner, lead = world.people["owner"], world.people["lead"]
    plans = {
        "plan": ActionPlanFactory.create(owner=owner),
        "answered": ActionPlanFactory.create(owner=somebody),
        "closed": ActionPlanFactory.create(owner=owner, status=PlanStatus.CLOSED),
        "restricted": ActionPlanFactory.create(owner=somebody, is_restricted=True),
        "own_restricted": ActionPlanFactory.create(owner=owner, is_restricted=True),
        "draft": ActionPlanFactory.create(owner=somebody, status=PlanStatus.DRAFT),
        "own_draft": ActionPlanFactory.create(owner=owner, status=PlanStatus.DRAFT),
    }
    reader = world.people["reader"]
    assert reader is not None
    plans["restricted"].readers.add(reader)
    for name, plan in plans.items():
        led_by = lead if name in {"plan", "own_restricted"} else somebody
        action = ActionFactory.create(plan=plan, lead_person=led_by)
        world.places[name] = {"pk": plan.pk}
        world.places[f"{name}_action"] = {"pk": action.pk}
        reading = ReadingFactory.create(measure__plan=plan)
        world.places[f"{name}_measure"] = {"pk": reading.measure_id}
        world.places[f"{name}_reading"] = {"pk": reading.pk}
    done = ActionFactory.create(
        plan=plans["plan"], status=ActionStatus.COMPLETE, completed_on=LONG_AGO
    )
    priority = plans["plan"].priority
    assert priority is not None
    world.places |= {"done_action": {"pk": done.pk}, "priority": {"slug": priority.slug}}
    world.places |= places_of_the_plan(priority)


def _reviews(world: World) -> None:
    """A review of each plan in the open round, all awaited but one."""
    round_ = open_round()
    for name in ("plan", "answered", "closed", "restricted", "own_restricted"):
        plan = ActionPlan.objects.get(**world.places[name])
        review: Review = ReviewFactory.create(round=round_, plan=plan)
        if name == "answered":
            answer(review, now=NOW)
            _unsettled(world, review)
        action = plan.actions.order_by("pk")[0]
        world.places[f"{name}_review"] = {"pk": review.pk}
        world.places[f"{name}_report"] = {"pk": review.pk, "action_pk": action.pk}
    # The review of one plan with the action of another.
    own, others = world.places["plan_report"], world.places["answered_report"]
    world.places["crossed_report"] = own | {"action_pk": others["action_pk"]}


def _unsettled(world: World, review: Review) -> None:
    """A plan that its owner disowned, and an answer that asks for help."""
    by, owner = world.people["lead"], review.plan.owner
    assert by is not None
    assert owner is not None
    said = record_not_mine(review=review, by=by, who_then="Ask the clerk", via=Via.LINK, now=NOW)
    # Answers are never changed: a request for help is another one.
    asks = AnswerGiven(rating=Rating.AMBER, needs_help=True)
    asked = answer_review(
        review=review, given=asks, by=owner, on_behalf_of=None, via=Via.LINK, now=NOW
    )
    world.places |= {"disowned": {"pk": said.pk}, "help_wanted": {"pk": asked.pk}}


def _rounds(world: World) -> None:
    """The open round, one whose papers are long out, one still to come."""
    coming = ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2023, 1, 3),
        due_on=date(2023, 1, 10),
        papers_on=date(2023, 1, 12),
    )
    extra = ReviewRoundFactory.create(
        title="Before the summer",
        is_extra=True,
        opens_on=date(2022, 10, 17),
        due_on=date(2022, 10, 24),
        papers_on=None,
    )
    current = ReviewRound.objects.current()
    assert current is not None
    world.places |= {
        "extra_round": {"pk": extra.pk},
        "round": {"pk": current.pk},
        "past_round": {"pk": earlier_round().pk},
        "coming_round": {"pk": coming.pk},
    }


def _links(world: World) -> None:
    """The owner's and the lead person's links, and links that open nothing."""
    round_ = ReviewRound.objects.get(**world.places["round"])
    leaver = UserFactory.create(full_name="Luke Leaver")
    tokens = {"nonsense": "no-such-token"}
    for name, person in (
        ("link", world.people["owner"]),
        ("lead_link", world.people["lead"]),
        ("expired", world.people["owner"]),
        ("withdrawn", leaver),
    ):
        assert person is not None
        tokens[name] = issue_link(recipient=person, round_=round_, today=TODAY)
        if name == "expired":
            newest = ReviewLink.objects.latest("pk")
            ReviewLink.objects.filter(pk=newest.pk).update(expires_on=LONG_AGO)
    revoke_links(leaver, NOW)
    for name, token in tokens.items():
        world.places[name] = {"token": token}
        for thing in ("plan_review", "answered_review", "own_restricted_review", "plan_action"):
            world.places[f"{name}_to_{thing}"] = {"token": token, **world.places[thing]}
    world.places["mangled"] = {"rest": f"{tokens['link']}/more/of/it"}


def _the_rest(world: World) -> None:
    left = UserFactory.create(full_name="Lena Left", is_active=False)
    stayed = UserFactory.create(full_name="Stan Stayed")
    administrator(full_name="Andrew Administrator")
    Reminder.objects.create(
        round=ReviewRound.objects.get(**world.places["round"]),
        recipient=stayed,
        stage=Stage.OPENED,
        state=ReminderState.SENT,
        due_at=NOW,
        sent_at=NOW,
    )
    WorkerHeartbeat.objects.create(at=NOW)
    lost = Reminder.objects.create(
        round=ReviewRound.objects.get(**world.places["round"]),
        recipient=User.objects.get(full_name="Olive Owner"),
        stage=Stage.DUE,
        state=ReminderState.FAILED,
        due_at=NOW,
    )
    council = PartnerFactory.create(slug="upper-council")
    trust = PartnerFactory.create(slug="ended-trust", valid_to=LONG_AGO)
    trust.successors.add(council)
    owner, board, unknown = (world.people[kind] for kind in ("owner", "board", "unknown"))
    assert owner is not None
    assert board is not None
    assert unknown is not None
    deputy = UserFactory.create(full_name="Dee Deputy")
    away = {"starts_on": date(2022, 11, 1), "ends_on": date(2022, 11, 2), "deputy": deputy}
    meeting = MeetingFactory.create(held_on=date(2023, 1, 19), papers_on=date(2023, 1, 12))
    world.places |= {
        "forum": {"slug": meeting.forum.slug},
        "meeting": {"pk": meeting.pk},
        "owners_own": {"pk": owner.pk},
        "boards_own": {"pk": board.pk},
        "unknowns": {"pk": unknown.pk},
        "owners_days": {"pk": AbsenceFactory.create(user=owner, **away).pk},
        "days_away": {"pk": AbsenceFactory.create(user=UserFactory.create(), **away).pk},
        "partner": {"slug": council.slug},
        "past_body": {"slug": trust.slug},
        "no_body": {"slug": "no-such-body"},
        "-": {},
        "person": {"pk": stayed.pk},
        "left_person": {"pk": left.pk},
        "mail": {"key": "some-key"},
        "lost_mail": {"pk": lost.pk},
        "nobody": {"pk": 999_999},
    }
