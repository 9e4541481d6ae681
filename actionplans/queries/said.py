"""What was said of one plan over the years, and which of it counts on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

from actionplans.models import DecisionKind, Rating, ReviewRound
from smp_portal.foundation.words import lower_first


class Decided(NamedTuple):
    """What an officer made of an answer; a correction has the rating that it puts in the answer's place."""

    kind: DecisionKind
    rating: str
    reason: str
    on: date


class Words(NamedTuple):
    """What an answer says beside its rating; not every page quotes it."""

    narrative: str = ""
    next_steps: str = ""
    needs_help: bool = False


NO_WORDS = Words()


@dataclass(frozen=True)
class StandingAnswer:
    """An answer as it stands after what an officer made of it.

    `is_settled` says that the board has decided what it asks.
    """

    rating: Rating
    owner_said: Rating
    said_on: date
    period_end: date
    answer_pk: int = 0
    review_pk: int = 0
    round_pk: int = 0
    no_change: bool = False
    decision_asked: str = ""
    decided: Decided | None = None
    words: Words = NO_WORDS
    is_settled: bool = False

    @property
    def narrative(self) -> str:
        return self.words.narrative

    @property
    def next_steps(self) -> str:
        return self.words.next_steps

    @property
    def needs_help(self) -> bool:
        return self.words.needs_help

    @property
    def month(self) -> str:
        return f"{self.said_on:%B}"

    @property
    def word(self) -> str:
        """The rating inside a sentence: "on track"."""
        return lower_first(self.rating.label)

    @property
    def decision(self) -> DecisionKind | None:
        return self.decided.kind if self.decided else None

    @property
    def correction(self) -> Decided | None:
        """The officer's correction, where this rating is one: it is shown with what the owner said."""
        return self.decided if self.decided and self.decided.rating else None


@dataclass(frozen=True)
class AfterPapers:
    """An answer or a correction that came after the papers of its round, and stands beside what they say."""

    rating: Rating
    on: date
    reason: str
    is_correction: bool


class Said(NamedTuple):
    """One answer, with every decision on it; thousands are read to say where some plans stand."""

    pk: int
    review_pk: int
    round: ReviewRound
    rating: str
    said_on: date
    no_change: bool = False
    decision_asked: str = ""
    decisions: tuple[Decided, ...] = ()
    words: Words = NO_WORDS
    is_settled: bool = False

    @property
    def counts(self) -> bool:
        """Whether it was in before the papers of its round went out, or they have not gone out yet."""
        return in_time(self.round, self.said_on)

    def known(self, *, on: date) -> list[Decided]:
        """The decisions on it that were known on a day."""
        return [one for one in self.decisions if one.on <= on]


@dataclass(frozen=True)
class Told:
    """All that was said of a plan and of those it continues, oldest first, and the day on which it is looked at."""

    said: tuple[Said, ...]
    on: date

    @cached_property
    def _counting(self) -> list[Said]:
        """For each period the answer that counts, the newest period first."""
        found: dict[date, Said] = {}
        for one in self.said:
            if one.counts:
                found[one.round.period_end] = one
        return [found[period] for period in sorted(found, reverse=True)]

    @cached_property
    def _newest(self) -> Said | None:
        """The last answer that counts about the newest period."""
        newest = None
        for one in self.said:
            if one.counts and (newest is None or one.round.period_end >= newest.round.period_end):
                newest = one
        return newest

    @property
    def counted(self) -> Iterator[StandingAnswer]:
        """The answers that count as they stand, the newest period first."""
        return (_standing(one, on=self.on) for one in self._counting)

    @cached_property
    def newest(self) -> StandingAnswer | None:
        return _standing(self._newest, on=self.on) if self._newest else None

    @cached_property
    def previous(self) -> StandingAnswer | None:
        return next(islice(self.counted, 1, None), None)

    @property
    def state_since(self) -> date | None:
        """The day since which the rating is what it is, through every answer that repeated it."""
        since = None
        for answer in self.counted:
            if self.newest is None or answer.rating != self.newest.rating:
                break
            since = answer.said_on
        return since

    @property
    def times_unchanged(self) -> int:
        """How many of the newest answers in a row said that nothing has changed."""
        return len(list(takewhile(attrgetter("no_change"), self._counting)))

    @property
    def after_papers(self) -> list[AfterPapers]:
        """What came about the newest period after its papers, oldest first."""
        newest = max((one.round.period_end for one in self.said), default=None)
        late = (one for one in self.said if one.round.period_end == newest)
        return [entry for one in late for entry in _after_papers(one, on=self.on)]

    def has_answer_for(self, round_: ReviewRound) -> bool:
        """Whether an answer that counts came for this round."""
        if self._newest and self._newest.round.pk == round_.pk:
            return True
        return any(one.round.pk == round_.pk for one in self._counting)

    def newest_on(self, day: date) -> StandingAnswer | None:
        """The answer that counts as it was known at the end of an earlier day."""
        if self._newest and self._newest.said_on <= day:
            is_the_same = all(one.on <= day for one in self._newest.decisions)
            return self.newest if is_the_same else _standing(self._newest, on=day)
        return Told(tuple([one for one in self.said if one.said_on <= day]), day).newest


def in_time(round_: ReviewRound, day: date) -> bool:
    """Whether what came on a day is in the round's papers: they went out later, or are still to come."""
    return round_.papers_on is None or day <= round_.papers_on


def _standing(said: Said, *, on: date) -> StandingAnswer:
    decided = [one for one in said.known(on=on) if _stands(one, said.round)]
    newest = decided[-1] if decided else None
    return StandingAnswer(
        answer_pk=said.pk,
        rating=Rating(newest.rating if newest and newest.rating else said.rating),
        owner_said=Rating(said.rating),
        said_on=said.said_on,
        no_change=said.no_change,
        decision_asked=said.decision_asked,
        decided=newest,
        words=said.words,
        is_settled=said.is_settled,
        review_pk=said.review_pk,
        round_pk=said.round.pk,
        period_end=said.round.period_end,
    )


def _after_papers(said: Said, *, on: date) -> Iterator[AfterPapers]:
    if not said.counts:
        yield AfterPapers(Rating(said.rating), said.said_on, "", is_correction=False)
    for decided in said.known(on=on):
        if decided.rating and not _stands(decided, said.round):
            yield AfterPapers(Rating(decided.rating), decided.on, decided.reason, True)


def _stands(decided: Decided, round_: ReviewRound) -> bool:
    # That an officer has read an answer changes nothing in the papers.
    return decided.kind is DecisionKind.ACCEPT or in_time(round_, decided.on)
