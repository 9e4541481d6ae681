"""The dashboard's first sentence: how many plans stand where, and how far the round has come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actionplans.models import DecisionKind, ReviewRound
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.words import counted, day_date
from smp_portal.pages.dashboard.narrowing import DRAWN, drawn


@dataclass(frozen=True)
class Share:
    """How many plans are drawn in one way: "3 on track"."""

    drawn: str
    count: int
    words: str

    @property
    def kind(self) -> str:
        return DRAWN[self.drawn]

    @property
    def shape(self) -> str:
        return self.drawn if self.drawn not in {"LATE", "NEVER"} else "GREY"


def shares(positions: Sequence[PlanPosition]) -> list[Share]:
    """The plans by how they are drawn, the most serious first."""
    counts = Counter(drawn(position) for position in positions)
    since = _since(positions)
    return [
        Share(name, counts[name], f"{counts[name]} {words}{since if name == 'LATE' else ''}")
        for name, words in DRAWN.items()
        if counts[name]
    ]


def _since(positions: Sequence[PlanPosition]) -> str:
    """The month of the last answer, where it is the same of all plans without an update."""
    late = [one for one in positions if one.freshness is Freshness.LATE]
    months = {one.newest.month for one in late if one.newest}
    return f" since {months.pop()}" if len(months) == 1 else ""


@dataclass(frozen=True)
class RoundProgress:
    """How far a round has come: answers in, of all that were asked of plans the reader may see."""

    round: ReviewRound
    answered: int
    asked: int

    def sentence(self, *, on: date) -> str:
        """How many answers are in: "3 of 6 answers are in, due Monday 10 October."."""
        if self.answered == self.asked:
            return self._all_in()
        verb = "is in" if self.answered == 1 else "are in"
        due = "due" if on <= self.round.due_on else "they were due"
        return (
            f"{self.answered} of {counted(self.asked, 'answer,answers')} {verb}, "
            f"{due} {day_date(self.round.due_on)}."
        )

    def _all_in(self) -> str:
        if self.asked > 1:
            return f"All {self.asked} answers are in."
        return "The answer is in." if self.asked else ""


def progress(positions: Sequence[PlanPosition]) -> RoundProgress | None:
    """The newest round's answers, counted over the plans that it asked about."""
    rounds = {one.round.pk: one.round for one in positions if one.round}
    if not rounds:
        return None
    newest = max(rounds.values(), key=lambda round_: round_.period_end)
    asked = [one for one in positions if one.round and one.round.pk == newest.pk]
    return RoundProgress(newest, sum(_is_in(one) for one in asked), len(asked))


def _is_in(position: PlanPosition) -> bool:
    """Whether an answer came; a returned one is owed again."""
    newest = position.newest
    return (
        position.is_answered and newest is not None and newest.decision is not DecisionKind.RETURN
    )
