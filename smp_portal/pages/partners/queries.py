"""What one organisation's page says, read in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from actionplans.models import Action, ActionPlan, ActionStatus, PlanStatus
from actionplans.queries.history import named
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from partners.models import Commitment, ListedAs, Partner, User
from partners.queries.successions import Step, read_successions
from smp_portal.foundation.words import counted, long_date


@dataclass(frozen=True)
class PartnersAction:
    """One action as an organisation's page shows it."""

    action: Action
    when: str
    is_late: bool
    person: str
    named_as: str


@dataclass(frozen=True)
class Part:
    """What an organisation does in one part, leading or supporting: what is open first, then what was done."""

    open: list[PartnersAction]
    closed: list[PartnersAction]

    @property
    def late(self) -> int:
        return sum(shown.is_late for shown in self.open)


@dataclass(frozen=True)
class PartnerPage:
    """One organisation as one person may see it; its figures are of the plans that this person may read."""

    partner: Partner
    is_past: bool
    people: list[User]
    plans: list[PlanPosition]
    leads: Part
    supports: Part
    commitments: list[Commitment]
    steps: list[Step]
    before: list[Partner]

    @property
    def summary(self) -> str:
        """What this organisation has to do, in one sentence: "3 open actions to lead (1 late), 1 to support."."""
        plans = counted(len(self.plans), "action plan,action plans") if self.plans else ""
        leads = counted(len(self.leads.open), "open action to lead,open actions to lead")
        late = f" ({self.leads.late} late)" if self.leads.late else ""
        said = [plans, f"{leads}{late}", f"{len(self.supports.open)} to support"]
        return f"{', '.join(part for part in said if part)}."


def read_partner(partner: Partner, *, reader: User, now: datetime) -> PartnerPage:
    """The organisation with its people, plans and actions; the same queries however much it is."""
    on = timezone.localdate(now)
    successions = read_successions()
    before = successions.before(partner)
    is_past = partner.valid_to is not None and partner.valid_to < on
    bodies = [partner] if is_past else [partner, *before]
    actions = _readable(reader, on)
    return PartnerPage(
        partner=partner,
        is_past=is_past,
        people=list(partner.people.active().order_by("full_name")),
        plans=_plans(partner, reader=reader, now=now),
        leads=_part(actions.filter(lead_partner__in=bodies), partner, reader, on),
        supports=_part(
            actions.filter(supporting_partners__in=bodies).distinct(), partner, reader, on
        ),
        commitments=_commitments(partner, is_past=is_past),
        steps=successions.steps(partner),
        before=before,
    )


def _plans(partner: Partner, *, reader: User, now: datetime) -> list[PlanPosition]:
    visible = ActionPlan.objects.visible_to(reader, on=timezone.localdate(now))
    plans = visible.active()
    owned = plans.filter(owner__partner=partner, owner__is_active=True)
    return positions(owned.order_by("-year", "number"), now=now)


def _readable(reader: User, on: date) -> QuerySet[Action]:
    return (
        Action.objects.visible_to(reader, on=on)
        .exclude(status=ActionStatus.CANCELLED)
        .exclude(plan__status=PlanStatus.DRAFT)
        .select_related("plan", "lead_partner", "lead_person__partner")
        .order_by("due_on", "plan__number", "reference")
    )


def _part(actions: Iterable[Action], partner: Partner, reader: User, on: date) -> Part:
    shown = [_shown(action, partner, reader, on) for action in actions]
    return Part(
        open=[one for one in shown if _is_open(one.action)],
        closed=[one for one in reversed(shown) if not _is_open(one.action)],
    )


def _is_open(action: Action) -> bool:
    return action.is_open and action.plan.status == PlanStatus.ACTIVE


def _shown(action: Action, partner: Partner, reader: User, on: date) -> PartnersAction:
    late = action.days_late(on=on) if _is_open(action) else 0
    person = action.lead_person
    return PartnersAction(
        action=action,
        when=_when(action, late),
        is_late=late > 0,
        person=named(person, reader=reader) if person and person.is_active else "",
        named_as="" if action.lead_partner == partner else str(action.lead_partner),
    )


def _when(action: Action, late: int) -> str:
    if action.completed_on:
        return f"Complete on {long_date(action.completed_on)}"
    if action.plan.status == PlanStatus.CLOSED:
        return f"Not complete when its plan closed; was due {long_date(action.due_on)}"
    if late:
        return f"Was due {long_date(action.due_on)}, {counted(late, 'day,days')} late"
    return f"Due {long_date(action.due_on)}"


def _commitments(partner: Partner, *, is_past: bool) -> list[Commitment]:
    agreed = partner.listed_as == ListedAs.STATUTORY and not is_past
    return list(Commitment.objects.all()) if agreed else []
