"""Addresses made from names, none of them twice."""

from typing import Any

from django.db.models import Model
from django.utils.text import slugify

# Addresses that are pages of their own.
TAKEN = {"add", "meetings"}
_LONGEST = 140


def free_slug(model: type[Model], name: str, *, nameless: str) -> str:
    """The address for a name, with a number where another has it; `nameless` where the name gives none."""
    made = slugify(name)[:_LONGEST] or nameless
    rows: Any = model._default_manager.filter(slug__startswith=made)
    taken = TAKEN | set(rows.values_list("slug", flat=True))
    tries = [made, *(f"{made}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in tries if slug not in taken)
