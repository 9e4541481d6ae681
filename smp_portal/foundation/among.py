"""Rows whose key is one of many: a thousand keys go to the database as one value, not as a thousand."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, Value


class Among(Func):
    """Whether a column holds one of these keys: `filter(Among("plan", keys))`; the database isn't asked about none."""

    # In words: the driver would look at each number for what has to be quoted.
    template = "%(expressions)s::bigint[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, field: str, keys: Iterable[int]) -> None:
        self.keys = ",".join(map(str, keys))
        super().__init__(F(field), Value(f"{{{self.keys}}}"))

    def as_sql(self, compiler: Any, connection: Any, *more: Any, **context: Any) -> Any:
        if not self.keys:
            raise EmptyResultSet
        return super().as_sql(compiler, connection, *more, **context)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """SQLite has no arrays, and takes the keys as a list in JSON."""
        as_list = self.copy()
        as_list.set_source_expressions([*self.source_expressions[:1], Value(f"[{self.keys}]")])
        within = " IN (SELECT value FROM json_each("
        return as_list.as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=within)
