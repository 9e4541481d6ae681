"""Who does something to the plan and when, as its history remembers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from partners.models import User


@dataclass(frozen=True)
class Deed:
    """One person at one moment: everything saved in one deed bears the same."""

    by: User
    now: datetime

    def save(self, row: models.Model) -> None:
        """Save a row, new or changed, that the database's rules allow."""
        row.validate_constraints()
        self.sign(row).save()

    def remove(self, row: models.Model) -> None:
        self.sign(row).delete()

    def sign(self, row: Any) -> Any:
        """Put who and when on a row, where its history looks for them."""
        row._history_user, row._history_date = self.by, self.now  # noqa: SLF001 - simple-history's own way
        return row


def change(row: models.Model, values: dict[str, Any]) -> None:
    """Put new values on a row."""
    for name, value in values.items():
        setattr(row, name, value)
