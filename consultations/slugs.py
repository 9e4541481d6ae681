"""Addresses made once from a title; they stay when the title changes."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

LONGEST = 100


def free_slug(
    title: str, rows: QuerySet[Any], *, instead: str, reserved: Collection[str] = ()
) -> str:
    """The title as an address that no other row has; `instead` where it has no letters."""
    stem = slugify(title)[:LONGEST].strip("-") or instead
    taken = {*rows.filter(slug__startswith=stem).values_list("slug", flat=True), *reserved}
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
