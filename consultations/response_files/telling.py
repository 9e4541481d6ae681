"""What an officer is told about a column."""

from consultations.models import QuestionKind
from consultations.response_files.columns import Column, Taken
from smp_portal.foundation.words import counted, lower_first

_SAID = {
    Taken.DAY: "the day on which somebody answered",
    Taken.PLACE: "where somebody lives",
    Taken.AGE: "somebody’s age band",
    Taken.QUESTION: "answers to a question",
    Taken.LEFT_OUT: "left out",
}


def told(column: Column) -> str:
    """What a column is taken for, in a phrase."""
    if column.taken == Taken.PERSONAL:
        return f"{column.holds}, never kept"
    if column.taken == Taken.UNKNOWN:
        return f"{column.holds or 'not recognised'}, not kept"
    if column.taken == Taken.NEW_QUESTION:
        kind = lower_first(QuestionKind(column.kind).label)
        said = f"a new question ({kind})"
        if column.options:
            said += f" with {counted(len(column.options), 'option,options')}"
    else:
        said = _SAID[column.taken]
    if column.removed:
        said += f"; {counted(column.removed, 'address or number,addresses and numbers')} removed"
    return said
