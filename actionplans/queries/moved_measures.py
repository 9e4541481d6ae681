"""The measures that an action moves, read with the action itself."""

from typing import Any

from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from actionplans.models import Action

# Stands in no title, for those are typed into one line.
_BETWEEN = "\n"


class _Lines(Aggregate):
    """Texts of many rows, a line each, in any order."""

    function = "STRING_AGG"
    template = f"%(function)s(%(expressions)s, '{_BETWEEN}')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's name for it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def titles_moved() -> Subquery:
    """For each action, to be taken apart by `in_order`, the numbers and titles of the measures that it moves."""
    linked: QuerySet[Any] = Action.measures.through.objects.filter(action=OuterRef("pk")).values(
        "action"
    )
    number = Cast("measure__number", TextField())
    line = Concat(number, Value(" "), "measure__title", output_field=TextField())
    return Subquery(linked.annotate(lines=_Lines(line)).values("lines"))


def in_order(lines: str | None) -> list[str]:
    """The titles, by the measures' numbers."""
    numbered = [line.partition(" ") for line in lines.split(_BETWEEN)] if lines else []
    return [title for _, _, title in sorted(numbered, key=lambda one: int(one[0]))]
