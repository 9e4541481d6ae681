"""To whom the duties of abolished, split and renamed bodies passed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partners.models import Partner


@dataclass(frozen=True)
class Step:
    """One handing over: from a body to those that came after it, on a day."""

    body: Partner
    to: list[Partner]
    day: date


@dataclass(frozen=True)
class Successions:
    """Who came after whom, among all organisations."""

    partners: Mapping[int, Partner]
    links: Mapping[int, list[int]]

    def steps(self, partner: Partner) -> list[Step]:
        """Every handing over since this body ended, the first first."""
        return list(self._steps(partner.pk))

    def before(self, partner: Partner) -> list[Partner]:
        """The bodies whose duties are with this one now, the latest first."""
        keys = [pk for pk in self.partners if partner.pk in self._after(pk)]
        earlier = [self.partners[pk] for pk in keys if pk != partner.pk]
        return sorted(earlier, key=lambda body: body.valid_to or date.max, reverse=True)

    def lead_back(self, body: Partner, successor: Partner) -> bool:
        """Whether a body would come after itself, if this one came after it."""
        return successor.pk == body.pk or body.pk in self._after(successor.pk)

    def _steps(self, start: int) -> Iterator[Step]:
        for pk in [start, *self._after(start)]:
            body, to = self.partners[pk], self.links.get(pk, [])
            if to and body.valid_to:
                yield Step(body, [self.partners[each] for each in to], _day_after(body.valid_to))

    def _after(self, start: int) -> list[int]:
        found: list[int] = []
        waiting = list(self.links.get(start, []))
        while waiting:
            pk = waiting.pop(0)
            if pk not in found:
                found.append(pk)
                waiting += self.links.get(pk, [])
        return found


def read_successions() -> Successions:
    """All organisations with who came after each; two queries."""
    links: dict[int, list[int]] = defaultdict(list)
    through = Partner.successors.through.objects.order_by("to_partner__name")
    for earlier, later in through.values_list("from_partner", "to_partner"):
        links[earlier].append(later)
    return Successions(Partner.objects.in_bulk(), links)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
