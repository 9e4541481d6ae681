"""The links of a priority's chain, from what people said to what they were told: there, not yet, or broken."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from consultations.models import Consultation, Finding
from consultations.queries.findings import stored
from consultations.words import figures
from priorities.models import Reason, ReasonKind
from smp_portal.foundation.words import long_date, lower_first
from smp_portal.pages.priorities.linked import Reply


class State(Enum):
    """Whether a link is there; what nobody has promised by a day is not yet there, and never broken."""

    THERE = "THERE"
    NOT_YET = "NOT_YET"
    BROKEN = "BROKEN"


@dataclass(frozen=True)
class Gap:
    """What is broken or late in a chain, and where to put it right."""

    kind: str
    words: str
    url: str = ""
    fix: str = ""


@dataclass(frozen=True)
class Link:
    """One link of a chain in a few words, with what is broken or late in it."""

    key: str
    title: str
    state: State
    words: str
    gaps: list[Gap] = field(default_factory=list)

    @property
    def is_broken(self) -> bool:
        return self.state is State.BROKEN

    @property
    def mark(self) -> str:
        """How its ring is drawn, where it is not simply there."""
        return {State.BROKEN: "broken", State.NOT_YET: "yet"}.get(self.state, "")

    @property
    def state_words(self) -> str:
        """Its state as it is read out."""
        return {State.BROKEN: "Broken or late", State.NOT_YET: "Not yet"}.get(self.state, "There")


@dataclass(frozen=True)
class SaidFinding:
    """A result as a chain tells it."""

    finding: Finding

    @property
    def words(self) -> str:
        """The statement with its figures, unless it names them itself."""
        finding = self.finding
        statement = finding.statement.rstrip(".")
        if f"{finding.count:,} of {finding.base:,}" in statement:
            return f"{statement}."
        return f"{statement}: {figures(stored(finding))}."

    @property
    def asked(self) -> str:
        """Where and when people said so: "Resident survey, January to March 2020"."""
        consultation = self.finding.question.consultation
        months = _months(consultation)
        return f"{consultation.title}, {months}" if months else consultation.title


@dataclass(frozen=True)
class WhyReason:
    """One reason, and what it rests on."""

    reason: Reason
    finding: Finding | None

    @property
    def is_unfounded(self) -> bool:
        """Whether it says what people said, and no result shows it."""
        return self.reason.kind == ReasonKind.CONSULTATION and self.reason.finding_id is None

    @property
    def rests_on(self) -> str:
        """What stands below it: "Based on the survey result above", or its kind and source."""
        if self.finding:
            return "Based on the survey result above"
        if self.reason.finding_id:
            return "Based on a survey result that is not published yet"
        if self.reason.kind == ReasonKind.CONSULTATION:
            return self.reason.source
        kind = self.reason.get_kind_display()
        return f"{kind}: {self.reason.source}" if self.reason.source else kind


@dataclass(frozen=True)
class ToldReply:
    """What the public is told, and since when."""

    reply: Reply
    told_on: date | None

    @property
    def words(self) -> str:
        """You said, we did, in one line."""
        return f"You said {lower_first(self.reply.you_said.rstrip('.'))}. {self.reply.we_did}"

    @property
    def when(self) -> str:
        """When it was published, or that it still is to be."""
        if self.told_on is None:
            return "Goes out with the next edition"
        return f"Published {long_date(self.told_on)}"


def answer_words(finding: Finding) -> str:
    """What an action answers, in a few words: "first concern in the villages"."""
    statement = finding.statement.partition(":")[0].rstrip(".")
    short = statement.removeprefix(f"{finding.option.text} is ")
    return lower_first(short.removeprefix("the "))


def _months(consultation: Consultation) -> str:
    first, last = consultation.opened_on, consultation.closed_on
    if first is None:
        return ""
    if last is None or (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    begin = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{begin} to {last:%B %Y}"
