"""What the page of a consultation's results shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consultations.audiences import EVERYBODY, Audience
from consultations.models import Consultation, Option, Question, QuestionKind
from consultations.queries.releases import Release, Row, careful_release, full_release
from consultations.queries.tallies import Arithmetic, Tally, read_tallies
from smp_portal.foundation.words import joined

# The width of the whole bar, in the drawing's own units.
WHOLE = 100


@dataclass(frozen=True)
class ShownRow:
    """One answer that a question offers, or several put together, and how many chose it."""

    row: Row
    arithmetic: Arithmetic | None
    overall: Arithmetic | None

    @property
    def option(self) -> Option | None:
        """The option, where it stands alone."""
        return self.row[0] if len(self.row) == 1 else None

    @property
    def name(self) -> str:
        """The answer in words: "A bit unsafe or very unsafe"."""
        return " or ".join(str(option) for option in self.row)

    @property
    def bar(self) -> int:
        """How long its bar is, of 100."""
        return round(self.arithmetic.share * WHOLE) if self.arithmetic else 0

    @property
    def mark(self) -> int | None:
        """Where everybody's share lies on the bar."""
        return round(self.overall.share * WHOLE) if self.overall else None


@dataclass(frozen=True)
class QuestionResult:
    """How an audience answered one question; without a base where too few did to show it."""

    question: Question
    audience: Audience
    base: int | None
    rows: list[ShownRow]
    text_count: int

    @property
    def is_text(self) -> bool:
        return self.question.kind == QuestionKind.TEXT

    @property
    def adds_up_to_more(self) -> bool:
        """Whether people chose several, so that the shares add up to more than the whole."""
        return self.question.kind == QuestionKind.SEVERAL

    @property
    def compares(self) -> bool:
        """Whether everybody's share stands beside the audience's."""
        return self.audience != EVERYBODY

    @property
    def kept_back(self) -> str:
        """The answers whose figures are not shown, in words."""
        return joined([row.name for row in self.rows if row.arithmetic is None])


def read_results(
    consultation: Consultation, audience: Audience, *, everything: bool
) -> list[QuestionResult]:
    """Each question as this audience answered it, in a fixed number of queries."""
    questions = list(consultation.questions.all())
    options = _options(questions)
    tallies = read_tallies([question.pk for question in questions])
    return [
        _result(question, options[question.pk], tallies[question.pk], audience, everything)
        for question in questions
    ]


def read_result(question: Question, audience: Audience, *, everything: bool) -> QuestionResult:
    """One question as an audience answered it."""
    options = _options([question])[question.pk]
    tally = read_tallies([question.pk])[question.pk]
    return _result(question, options, tally, audience, everything)


def _result(
    question: Question,
    options: Sequence[Option],
    tally: Tally,
    audience: Audience,
    everything: bool,
) -> QuestionResult:
    release = (
        full_release(options, tally) if everything else careful_release(question, options, tally)
    )
    return QuestionResult(
        question=question,
        audience=audience,
        base=release.base(audience),
        rows=_rows(question, release, audience),
        text_count=tally.base(EVERYBODY),
    )


def _rows(question: Question, release: Release, audience: Audience) -> list[ShownRow]:
    """The scale in its own order, other answers by how many chose them; what is not shown last, in no telling order."""
    rows = [
        ShownRow(row, release.arithmetic(row, audience), release.arithmetic(row, EVERYBODY))
        for row in release.rows
    ]
    if question.kind == QuestionKind.SCALE:
        return rows
    return sorted(rows, key=lambda row: -row.arithmetic.count if row.arithmetic else 1)


def _options(questions: Sequence[Question]) -> dict[int, list[Option]]:
    found: dict[int, list[Option]] = defaultdict(list)
    for option in Option.objects.filter(question__in=questions):
        found[option.question_id].append(option)
    return found
