"""The whole plan on one page: each priority's chain in a row."""

from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from django.utils import timezone

from actionplans.models import Action
from consultations.models import Finding
from partners.models import User
from priorities.models import Priority, PriorityStatus, StrategicPlan
from smp_portal.foundation.lists import Column
from smp_portal.foundation.words import counted, upper_first
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.chains import plan_and_told, read_chains, unused_findings
from smp_portal.pages.priorities.late import late_work


@dataclass(frozen=True)
class PlanMap:
    """The chains that are shown, and over all of them what is broken or late."""

    plan: StrategicPlan | None
    chains: list[Chain]
    broken: int
    only_broken: bool
    unused: list[Finding]

    @property
    def sentence(self) -> str:
        """How much is broken: "3 links are broken or late."."""
        if not self.broken:
            return "No link is broken or late."
        verb = "is" if self.broken == 1 else "are"
        return f"{counted(self.broken, 'link,links')} {verb} broken or late."


def read_map(*, reader: User, now: datetime, only_broken: bool) -> PlanMap:
    """The current plan's priorities as this person may see them; withdrawn ones are left out."""
    plan, told = plan_and_told(on=timezone.localdate(now))
    priorities = Priority.objects.visible_to(reader).of_plan(plan)
    current = priorities.exclude(status=PriorityStatus.WITHDRAWN)
    actions = Action.objects.select_related("lead_person")
    in_order = current.order_by("number")
    found = read_chains(in_order, reader=reader, now=now, actions=actions, told=told)
    chains = [replace(chain, late=tuple(late_work(chain))) for chain in found]
    return PlanMap(
        plan=plan,
        chains=[chain for chain in chains if chain.gaps or not only_broken],
        broken=sum(link.is_broken for chain in chains for link in chain.links),
        only_broken=only_broken,
        unused=list(unused_findings(reader=reader)),
    )


def _gaps(chain: Chain) -> str:
    return "\n".join(f"{gap.kind}: {gap.words}" for gap in chain.gaps)


_Priority = Column[Chain]
MAP_COLUMNS = [
    _Priority("Number", attrgetter("priority.number")),
    _Priority("Priority", attrgetter("priority.title")),
    _Priority("What people said", lambda chain: chain.said.words),
    _Priority("Why it is a priority", lambda chain: upper_first(chain.why.words)),
    _Priority("What we are doing", lambda chain: chain.doing.words),
    _Priority("What changed", lambda chain: chain.changed.words),
    _Priority("What we told people", lambda chain: chain.told.words),
    _Priority("Broken or late", _gaps),
]
