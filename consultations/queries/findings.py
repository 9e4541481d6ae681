"""Findings with their arithmetic as it was published and as the answers have it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.audiences import Audience, audience_of
from consultations.models import Consultation, Finding
from consultations.queries.tallies import Arithmetic, Tally, read_tallies
from consultations.words import figures
from partners.models import User


@dataclass(frozen=True)
class FindingState:
    """One finding: what it says, and what the answers say now."""

    finding: Finding
    audience: Audience
    now: Arithmetic

    @property
    def arithmetic(self) -> Arithmetic:
        """What was published; before that, what the answers come to today."""
        return stored(self.finding) if self.finding.is_published else self.now

    @property
    def has_changed(self) -> bool:
        """Whether the answers have changed since the arithmetic was kept."""
        kept, now = stored(self.finding), self.now
        return (kept.count, kept.base, kept.rank) != (now.count, now.base, now.rank)

    @property
    def now_in_words(self) -> str:
        """What the answers come to now: "260 of 444 people, 59%"."""
        return figures(self.now)


def stored(finding: Finding) -> Arithmetic:
    """A finding's arithmetic as it was last kept."""
    return Arithmetic(finding.count, finding.base, finding.rank)


def read_states(findings: Iterable[Finding]) -> list[FindingState]:
    """Each finding beside what the answers come to now, in two queries whatever their number."""
    found = list(findings)
    tallies = read_tallies({finding.question_id for finding in found})
    return [_state(finding, tallies[finding.question_id]) for finding in found]


def findings_of(consultation: Consultation, *, reader: User) -> list[FindingState]:
    """What a consultation came to, as far as this person may read it."""
    findings = Finding.objects.visible_to(reader).filter(question__consultation=consultation)
    return read_states(findings.select_related("question", "option"))


def _state(finding: Finding, tally: Tally) -> FindingState:
    audience = audience_of(finding.is_rural, finding.age_bands)
    return FindingState(finding, audience, tally.arithmetic(finding.option_id, audience))
