"""The organisations of the partnership: today's by the plan's lists, and past ones with what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.models import ListedAs, Partner
from partners.queries.successions import Step, read_successions

HEADINGS = {
    ListedAs.STATUTORY: "Statutory partners",
    ListedAs.NON_STATUTORY: "Non-statutory partners",
    ListedAs.COUNTYWIDE: "Countywide bodies",
    ListedAs.NOT_LISTED: "Not listed in the plan",
}


@dataclass(frozen=True)
class PartnerGroup:
    """Today's organisations of one of the plan's lists, each with how many people it has here."""

    heading: str
    partners: list[Partner]


@dataclass(frozen=True)
class PastBody:
    """A body that is no more, and to whom its duties passed."""

    partner: Partner
    steps: list[Step]


@dataclass(frozen=True)
class PartnerList:
    """Today's and past organisations, clearly apart."""

    groups: list[PartnerGroup]
    past: list[PastBody]

    @property
    def count(self) -> int:
        return len(self.past) + sum(len(group.partners) for group in self.groups)


def read_partner_list(partners: Iterable[Partner], *, on: date) -> PartnerList:
    """These organisations by the plan's lists, in their order; three queries however many there are."""
    rows = list(partners)
    is_past = {row.pk: row.valid_to is not None and row.valid_to < on for row in rows}
    successions = read_successions()
    groups = [
        PartnerGroup(
            heading, [row for row in rows if row.listed_as == listed and not is_past[row.pk]]
        )
        for listed, heading in HEADINGS.items()
    ]
    return PartnerList(
        groups=[group for group in groups if group.partners],
        past=[PastBody(row, successions.steps(row)) for row in rows if is_past[row.pk]],
    )
