"""Which of the plans a dashboard shows: of a year, an organisation, a place, a rating, or what a rule found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from actionplans.models import ActionPlan, Rating
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.forms import PortalForm
from smp_portal.foundation.words import lower_first
from smp_portal.pages.dashboard.finding import Ruled
from smp_portal.pages.dashboard.rules import BY_NAME

# How a plan is drawn, in the order in which the sentence tells it.
DRAWN = {
    "RED": lower_first(Rating.RED.label),
    "AMBER": lower_first(Rating.AMBER.label),
    "GREEN": lower_first(Rating.GREEN.label),
    "BLUE": lower_first(Rating.BLUE.label),
    "LATE": "without an update",
    "NEVER": "not yet rated",
}
LONGEST_KEY = 10  # digits; no table of the portal has as many rows
Pairs = Mapping[int, frozenset[tuple[int, str]]]


@dataclass(frozen=True)
class Belonging:
    """Which organisations lead something in each plan, and which places it is for, by the plan's key."""

    leads: Pairs
    places: Pairs


class NarrowingForm(PortalForm):
    """The bar above the rows: nothing in it has to be filled in."""

    # The day's own form, further down, has the usual name.
    on = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"id": "narrowed-on"}))
    since = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.ChoiceField(label="Year", required=False)
    lead = forms.ChoiceField(label="Lead organisation", required=False)
    place = forms.ChoiceField(label="Place or people", required=False)
    marks_optional = False

    def __init__(
        self,
        asked: Mapping[str, Any],
        positions: Sequence[PlanPosition],
        belonging: Belonging,
    ) -> None:
        """Each choice with the number of plans behind it."""
        super().__init__(asked)
        years = Counter(position.plan.year for position in positions)
        found = [(year, f"{year} ({years[year]})") for year in sorted(years, reverse=True)]
        self._offer("year", "All years", found)
        self._offer("lead", "All organisations", _counted(belonging.leads.values()))
        self._offer("place", "Everywhere", _counted(belonging.places.values()))

    def offered(self, name: str) -> list[tuple[str, str]]:
        """What can be chosen, each key with its words."""
        return list(self.fields[name].choices)  # type: ignore[attr-defined]

    def _offer(self, name: str, every: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Narrowing:
    """What the rows are narrowed to; what can't be understood narrows nothing."""

    year: str = ""
    lead: int = 0
    place: int = 0
    rating: str = ""
    rule: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Narrowing":
        """What an address asks for."""
        rating, rule = asked.get("rating", ""), asked.get("rule", "")
        return cls(
            year=asked.get("year", ""),
            lead=_number(asked.get("lead", "")),
            place=_number(asked.get("place", "")),
            rating=rating if rating in DRAWN else "",
            rule=rule if rule in BY_NAME else "",
        )

    @property
    def is_narrow(self) -> bool:
        return self != Narrowing()

    @property
    def words(self) -> str:
        """What the rows are narrowed to beside the bar: "at risk", "of which the rules say: moved again"."""
        ruled = f"of which the rules say “{BY_NAME[self.rule].title}”" if self.rule else ""
        return " ".join(filter(None, (DRAWN.get(self.rating, ""), ruled)))

    def belongs(self, position: PlanPosition, belonging: Belonging) -> bool:
        """Whether a plan is of the year, organisation and place that were asked for."""
        pk = position.plan.pk
        return (
            self.year in {"", position.plan.year}
            and (not self.lead or self.lead in _keys(belonging.leads, pk))
            and (not self.place or self.place in _keys(belonging.places, pk))
        )

    def shows(self, position: PlanPosition, found: Iterable[Ruled]) -> bool:
        """Whether a plan is drawn as was asked for, and is one that the rule found."""
        if self.rule and not any(
            one.rule.name == self.rule and position.plan.pk in one.plans for one in found
        ):
            return False
        return self.rating in {"", drawn(position)}


def drawn(position: PlanPosition) -> str:
    """How a plan is drawn: its rating, or which grey ring it is."""
    if position.freshness is Freshness.CURRENT:
        return position.rating.name
    return position.freshness.name


def belonging_of(positions: Sequence[PlanPosition]) -> Belonging:
    """Who leads something in each plan, its owner's organisation included, and where it happens."""
    leads = {one.plan.pk: one.belonging.leads | _of_the_owner(one.plan) for one in positions}
    return Belonging(leads, {one.plan.pk: one.belonging.places for one in positions})


def _of_the_owner(plan: ActionPlan) -> frozenset[tuple[int, str]]:
    owner = plan.owner
    return frozenset([(owner.partner_id, owner.partner.name)] if owner else [])


def _keys(pairs: Pairs, plan: int) -> set[int]:
    return {key for key, _ in pairs.get(plan, ())}


def _counted(found: Iterable[frozenset[tuple[int, str]]]) -> list[tuple[str, str]]:
    counts = Counter(pair for pairs in found for pair in pairs)
    in_order = sorted(counts, key=lambda pair: pair[1].lower())
    return [(str(key), f"{name} ({counts[key, name]})") for key, name in in_order]


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_KEY else 0
