"""How results are put into sentences."""

from consultations.audiences import Audience
from consultations.models import Option, Question, QuestionKind
from consultations.queries.tallies import Arithmetic
from smp_portal.foundation.words import counted, ordinal, upper_first


def figures(arithmetic: Arithmetic) -> str:
    """How many of how many: "258 of 441 people, 59%"."""
    people = counted(arithmetic.base, "person,people")
    return f"{arithmetic.count:,} of {people}, {arithmetic.per_cent}"


def first_statement(
    question: Question, option: Option, audience: Audience, arithmetic: Arithmetic
) -> str:
    """A result as a sentence to begin from, to be put better by whoever makes it a finding."""
    if question.kind == QuestionKind.SCALE:
        return f"{upper_first(audience.phrase)} {figures(arithmetic)}, answered “{option}”."
    place = ordinal(arithmetic.rank)
    joint = "joint " if arithmetic.is_joint else "the "
    # A question about concerns has concerns for answers; what any other has for answers nobody can tell.
    noun = "concern" if "concern" in question.text.lower() else "answer"
    return f"{option} is {joint}{place} {noun} {audience.phrase}: {figures(arithmetic)}."
