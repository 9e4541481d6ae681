"""Rows whose key is one of many: a thousand keys go to the database as one value, not as a thousand."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, Value


class Among(Func):
    """Whether a column holds one of these keys: `filter(Among("plan", keys))`; the database isn't asked about none."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, field: str, keys: Iterable[int]) -> None:
        self.keys = list(keys)
        super().__init__(F(field), Value(self.keys))

    def as_sql(self, compiler: Any, connection: Any, *more: Any, **context: Any) -> Any:
        if not self.keys:
            raise EmptyResultSet
        return super().as_sql(compiler, connection, *more, **context)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """SQLite has no arrays, and takes the keys as a list in JSON."""
        as_text = self.copy()
        as_text.set_source_expressions([*self.source_expressions[:1], Value(json.dumps(self.keys))])
        within = " IN (SELECT value FROM json_each("
        return as_text.as_sql(compiler, connection, template="%(expressions)s))", arg_joiner=within)
