"""What the dashboard says, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from actionplans.models import ActionPlan, Rating, ReviewRound, ReviewState
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import latest_measures
from actionplans.queries.positions import positions
from actionplans.queries.standing import Freshness, PlanPosition
from partners.models import Meeting, User
from priorities.models import CountyPriority, LocalPosition, StrategicPlan
from smp_portal.foundation.words import counted, day_date, lower_first
from smp_portal.pages.dashboard.attention import Matter, matters

ANSWERED_STATES = [ReviewState.ANSWERED, ReviewState.ACCEPTED]


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


@dataclass(frozen=True)
class PlanRow:
    """One plan's row: where it stands, and the first of its measures."""

    standing: PlanPosition
    measure: MeasureStanding | None


@dataclass(frozen=True)
class Dashboard:
    """The position of the whole plan on a day."""

    plan: StrategicPlan | None
    rows: list[PlanRow]
    ratings: str
    answers: str
    meeting: Meeting | None
    last_meeting: Meeting | None
    matters: list[Matter]
    led_countywide: list[CountyPriority]


def read_dashboard(user: User, *, now: datetime) -> Dashboard:
    """The dashboard as this person may see it."""
    on = timezone.localdate(now)
    standings = positions(
        ActionPlan.objects.visible_to(user, on=on).active().order_by("-year", "number"), now=now
    )
    progress = round_progress(user, on=on)
    return Dashboard(
        plan=StrategicPlan.objects.current(on),
        rows=_rows(standings, now=now),
        ratings=ratings_sentence(standings),
        answers=progress.sentence(on=on) if progress else "",
        meeting=Meeting.objects.of_the_board().next_after(on),
        last_meeting=Meeting.objects.of_the_board().last_before(on),
        matters=matters(standings),
        led_countywide=list(
            CountyPriority.objects.filter(local_position=LocalPosition.LED_COUNTYWIDE)
        ),
    )


def _rows(standings: list[PlanPosition], *, now: datetime) -> list[PlanRow]:
    measures = latest_measures([standing.plan for standing in standings], now=now)
    return [
        PlanRow(standing, next(iter(measures.get(standing.plan.pk, [])), None))
        for standing in standings
    ]


def round_progress(user: User, *, on: date) -> RoundProgress | None:
    """The current round's answers, counted over the plans that this person may see."""
    round_ = ReviewRound.objects.current()
    if round_ is None:
        return None
    counts = round_.reviews.visible_to(user, on=on).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(state__in=ANSWERED_STATES))
    )
    return RoundProgress(round_, counts["answered"], counts["asked"])


def ratings_sentence(standings: list[PlanPosition]) -> str:
    """The ratings in one sentence: "1 at risk, 3 on track, 1 not yet rated."."""
    parts = [_rated(standings, rating) for rating in (Rating.RED, Rating.AMBER, Rating.GREEN)]
    parts += [_rated(standings, Rating.BLUE), _without_update(standings), _never(standings)]
    said = [part for part in parts if part]
    return f"{', '.join(said)}." if said else ""


def _rated(standings: list[PlanPosition], rating: Rating) -> str:
    count = sum(standing.rating == rating for standing in standings)
    return f"{count} {lower_first(rating.label)}" if count else ""


def _without_update(standings: list[PlanPosition]) -> str:
    late = [standing for standing in standings if standing.freshness is Freshness.LATE]
    months = {standing.newest.month for standing in late if standing.newest}
    if not late:
        return ""
    since = f" since {months.pop()}" if len(months) == 1 else ""
    return f"{len(late)} without an update{since}"


def _never(standings: list[PlanPosition]) -> str:
    count = sum(standing.freshness is Freshness.NEVER for standing in standings)
    return f"{count} not yet rated" if count else ""
