"""Addresses made once from a title; they stay when the title changes."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

# Shorter than every field that holds one, by more than a number needs.
LONGEST = 100


def free_slug(
    title: str, rows: QuerySet[Any], *, instead: str, reserved: Collection[str] = ()
) -> str:
    """The title as an address that no other row has, nor a page of the portal's own; `instead` where it has no letters."""
    stem = slugify(title)[:LONGEST].strip("-") or instead
    taken = {*rows.filter(slug__startswith=stem).values_list("slug", flat=True), *reserved}
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
