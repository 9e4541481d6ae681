"""What the database and a form's check say of a row that breaks a rule."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def refused_by_the_database(row: models.Model) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def told(row: models.Model) -> list[str]:
    """What people are told of it."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return refused.value.messages
