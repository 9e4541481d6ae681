"""The partnership with which every history begins, in the database and in plain Python."""

from datetime import date, datetime

from actionplans.models import ActionPlan, ReviewRound
from partners.models import Role, User
from tests.actionplans.histories.days import LONDON
from tests.actionplans.histories.world import Action, Person, Plan, Round, World
from tests.factories import ActionFactory, ActionPlanFactory, UserFactory

# The first round opens on this morning.
BEGINNING = datetime(2022, 10, 3, 9, 30, tzinfo=LONDON)
OWNERS, PLANS = 4, 4
# Words that come up nowhere else, so that a mail which has one has it from there.
TITLES = ["Quillfen", "Borrowash", "Tansymoor", "Peverbrook", "Mickleby", "Wexcombe", "Oadstow"]
ACTION_TITLE = "{title}deed{number}"
ROUNDS = {
    "July to September 2022": (date(2022, 9, 30), date(2022, 10, 3), date(2022, 10, 10)),
    "October to December 2022": (date(2022, 12, 31), date(2023, 1, 3), date(2023, 1, 10)),
    "January to March 2023": (date(2023, 3, 31), date(2023, 4, 3), date(2023, 4, 12)),
}
PAPERS = [date(2022, 10, 27), date(2023, 1, 27), date(2023, 4, 27)]


def begin(world: World) -> User:
    """People, plans and rounds; the officer who does what officers do, and who stays."""
    helen = UserFactory.create(role=Role.OFFICER, full_name="Helen Marsh")
    others = [UserFactory.create() for _ in range(OWNERS)]
    second = UserFactory.create(role=Role.OFFICER, full_name="Amir Rowe")
    for person in (helen, *others, second):
        world.people[person.pk] = Person(is_officer=person.role == Role.OFFICER)
    for number in range(PLANS):
        add_plan(world, number, owner=others[number % (OWNERS - 1)], lead=others[-1])
    for (title, dates), papers_on in zip(ROUNDS.items(), PAPERS, strict=True):
        add_round(world, title, dates, papers_on, None)
    return helen


def add_plan(world: World, number: int, *, owner: User, lead: User) -> None:
    """A plan that runs all through the history, with an action that somebody else leads."""
    dates = {"starts_on": date(2022, 4, 1), "ends_on": date(2024, 3, 31)}
    plan = ActionPlanFactory.create(title=TITLES[number], number=number + 1, owner=owner, **dates)
    world.plans[plan.pk] = Plan(plan.title, owner.pk)
    title = ACTION_TITLE.format(title=plan.title, number=0)
    action = ActionFactory.create(plan=plan, title=title, lead_person=lead, reference="0")
    world.actions[action.pk] = Action(plan.pk, title, lead.pk)


def add_round(
    world: World,
    title: str,
    dates: tuple[date, date, date],
    papers_on: date,
    plans: list[int] | None,
) -> None:
    """A round with its dates, for all plans or extra for some of them."""
    period_end, opens_on, due_on = dates
    row = ReviewRound.objects.create(
        title=title,
        period_start=date(2022, 4, 1),
        period_end=period_end,
        opens_on=opens_on,
        due_on=due_on,
        papers_on=papers_on,
        is_extra=plans is not None,
    )
    row.plans.set(ActionPlan.objects.filter(pk__in=plans or []))
    only = None if plans is None else frozenset(plans)
    world.rounds[row.pk] = Round(period_end, opens_on, due_on, papers_on, only)
