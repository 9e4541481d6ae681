"""What of a question's result may be shown to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.audiences import AUDIENCES, DIVISIONS, Audience
from consultations.disclosure import Part, shown_rows, together
from consultations.models import Option, Question, QuestionKind
from consultations.queries.tallies import Arithmetic, Tally

Row = tuple[Option, ...]


@dataclass(frozen=True)
class Release:
    """What a reader sees of one question: its options, put together where they are few, and those shown by audience."""

    tally: Tally
    rows: tuple[Row, ...]
    shown: Mapping[str, frozenset[int]]

    def base(self, audience: Audience) -> int | None:
        """How many people of an audience answered, where that may be shown."""
        return self.tally.base(audience) if self.shown.get(audience.key) else None

    def arithmetic(self, row: Row, audience: Audience) -> Arithmetic | None:
        """How many people of an audience chose this, where that may be shown."""
        shown = self.shown.get(audience.key, frozenset())
        if self.rows.index(row) not in shown:
            return None
        count = _count(self.tally, row, audience)
        others = [_count(self.tally, self.rows[one], audience) for one in shown]
        rank = 1 + sum(other > count for other in others)
        return Arithmetic(count, self.tally.base(audience), rank)

    def shows(self, option: Option, audience: Audience) -> bool:
        """Whether the figure of this very option may be shown for an audience."""
        return (option,) in self.rows and self.arithmetic((option,), audience) is not None


def full_release(options: Sequence[Option], tally: Tally) -> Release:
    """Everything, for those who may read the answers themselves."""
    rows = tuple((option,) for option in options)
    return Release(tally, rows, dict.fromkeys(AUDIENCES, frozenset(range(len(rows)))))


def careful_release(question: Question, options: Sequence[Option], tally: Tally) -> Release:
    """What may be shown to everybody: nothing under 5, and nothing that tells such a figure."""
    rows, most = _rows(question, options, tally), _most(question, options)
    shown: dict[str, frozenset[int]] = {}
    for division in DIVISIONS:
        parts = [_part(tally, rows, audience) for audience in division]
        shown |= dict.fromkeys((one.key for one in division), shown_rows(parts, most=most))
    return Release(tally, rows, shown)


def _rows(question: Question, options: Sequence[Option], tally: Tally) -> tuple[Row, ...]:
    # Who chooses several options would be counted twice in their sum.
    if question.kind == QuestionKind.SEVERAL:
        return tuple((option,) for option in options)
    everybody = DIVISIONS[0][0]
    counts = [tally.count(option.pk, everybody) for option in options]
    return tuple(tuple(options[one] for one in group) for group in together(counts))


def _most(question: Question, options: Sequence[Option]) -> int:
    if question.kind == QuestionKind.SEVERAL:
        return question.most or len(options)
    return 1


def _part(tally: Tally, rows: Sequence[Row], audience: Audience) -> Part:
    return Part(tally.base(audience), tuple(_count(tally, row, audience) for row in rows))


def _count(tally: Tally, row: Row, audience: Audience) -> int:
    return sum(tally.count(option.pk, audience) for option in row)
