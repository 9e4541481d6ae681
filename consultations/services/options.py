"""The answers that a question offers, typed one a line: which lines are kept, renamed, new or gone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import F

from consultations.models import Answer, Finding, Option, Question
from smp_portal.foundation.words import counted

# Numbers step aside by this much while others take their places.
ASIDE = 1_000


def put_options(question: Question, lines: Sequence[str]) -> None:
    """Let a question offer these answers in this order; what somebody chose is renamed but never removed.

    A line that is there already keeps its answers. A changed line between two that stay is the old one renamed;
    where it is not clear which line became which, the old one counts as removed.
    """
    old = list(Option.objects.filter(question=question))
    kept = dict(_renamed(old, lines))
    kept |= {option.text: option for option in old if option.text in set(lines)}
    gone = [option for option in old if option not in kept.values()]
    _refuse_loss(gone)
    Option.objects.filter(pk__in=[option.pk for option in gone]).delete()
    Option.objects.filter(question=question).update(number=F("number") + ASIDE)
    for number, line in enumerate(lines, start=1):
        option = kept.get(line) or Option(question=question)
        option.number, option.text = number, line
        option.save()


def _renamed(old: Sequence[Option], lines: Sequence[str]) -> Iterator[tuple[str, Option]]:
    stay = set(lines) & {option.text for option in old}
    before: dict[str | None, list[Option]] = defaultdict(list)
    after: dict[str | None, list[str]] = defaultdict(list)
    neighbour = None
    for option in old:
        if option.text in stay:
            neighbour = option.text
        else:
            before[neighbour].append(option)
    neighbour = None
    for line in lines:
        if line in stay:
            neighbour = line
        else:
            after[neighbour].append(line)
    for place, options in before.items():
        if len(options) == len(after[place]):
            yield from zip(after[place], options, strict=True)


def _refuse_loss(gone: Sequence[Option]) -> None:
    for option in gone:
        chosen = Answer.objects.filter(option=option).count()
        if chosen:
            raise ValidationError(
                {
                    "offered": f"Put “{option}” back: {counted(chosen, 'person,people')} chose it. "
                    "It can be renamed in its own line, but not removed"
                }
            )
        if Finding.objects.filter(option=option).exists():
            raise ValidationError({"offered": f"Put “{option}” back: a finding rests on it"})
