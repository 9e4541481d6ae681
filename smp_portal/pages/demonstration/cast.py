"""The people of the demonstration, as they are introduced to whoever wants to play one of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from actionplans.models import Action, ActionPlan
from actionplans.queries.owed import people_asked
from partners.models import Role, User
from smp_portal.foundation.words import counted

_TOLD = {
    Role.OFFICER: "Keep the plans, accept answers, see the mail record.",
    Role.OWNER: "Say in a minute how their plans and actions go.",
    Role.BOARD: "Read the dashboard before the board meets.",
    Role.ADMINISTRATOR: "Invite people and change the settings.",
}
_HEADED = {
    Role.OFFICER: "Partnership officers",
    Role.OWNER: "Action plan owners and action leads",
    Role.BOARD: "Board members",
    Role.ADMINISTRATOR: "Administrators",
}


@dataclass(frozen=True)
class Part:
    """One person that can be played, what they look after and what they are asked just now."""

    person: User
    looks_after: list[str]
    owes: str


@dataclass(frozen=True)
class Troupe:
    """The people of one role."""

    heading: str
    told: str
    parts: list[Part]


def read_cast(*, on: date) -> list[Troupe]:
    """Everybody who takes part, by role, in the order in which the story introduces them."""
    owed = {person.pk: len(items) for person, items in people_asked(on=on).items()}
    looked_after = _looked_after()
    people = User.objects.active().select_related("partner").order_by("pk")
    parts = [
        Part(person, looked_after[person.pk], _owes(owed.get(person.pk, 0))) for person in people
    ]
    return [
        Troupe(heading, _TOLD[role], [part for part in parts if part.person.role == role])
        for role, heading in _HEADED.items()
    ]


def _looked_after() -> dict[int | None, list[str]]:
    """Plans and open actions in the words of the page, by the person who has them."""
    plans = ActionPlan.objects.active()
    found: dict[int | None, list[str]] = defaultdict(list)
    for plan in plans.exclude(owner=None).order_by("number"):
        found[plan.owner_id].append(str(plan))
    for action in Action.objects.open().filter(plan__in=plans).exclude(lead_person=None):
        found[action.lead_person_id].append(str(action))
    return found


def _owes(count: int) -> str:
    return f"{counted(count, 'update,updates')} to give" if count else ""
