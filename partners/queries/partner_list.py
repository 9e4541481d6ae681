"""The organisations of the partnership: today's by the plan's lists, and past ones with what became of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from partners.models import ListedAs, Partner
from partners.models.partner import PartnerQuerySet
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


def read_partner_list(partners: PartnerQuerySet, *, on: date) -> PartnerList:
    """These organisations, in the order of the plan's lists; three queries however many there are."""
    people = Count("people", filter=Q(people__is_active=True))
    rows = list(partners.in_listed_order().annotate(people_here=people))
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
