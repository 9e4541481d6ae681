"""How the rows of one list differ: those that came, those that went, and what changed in the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from priorities.comparing.changes import Change, Field, Names, Row, field_change, quoted
from priorities.comparing.matching import match
from smp_portal.foundation.words import counted

Special = Callable[[Row, Row, str], Iterator[Change]]


@dataclass(frozen=True)
class Rows:
    """One kind of list: what a row is called, how it is known again, and what it says.

    What `fields` don't name is compared too, under its own name; `other` tells what needs words of its own, and
    `told_apart` names the fields that it tells.
    """

    words: str
    title: str
    by: str
    like: str = ""
    fields: tuple[Field, ...] = ()
    told_apart: frozenset[str] = frozenset()
    other: Special | None = None
    is_in_order: bool = True

    @property
    def several(self) -> str:
        """The word for more than one of them."""
        return self.words.partition(",")[2]


def row_changes(
    before: Sequence[Row], after: Sequence[Row], kind: Rows, *, names: Names
) -> Iterator[Change]:
    """All that differs between two lists of one kind."""
    found = match(before, after, by=kind.by, like=kind.like)
    yield from _counted(found.came, kind, "added")
    yield from _counted(found.went, kind, "taken out")
    for old, new in found.pairs:
        yield from inside_row(old, new, kind, of=f"{quoted(new[kind.title])}:", names=names)
    if found.is_reordered and kind.is_in_order:
        yield Change(f"The {kind.several} stand in another order")


def inside_row(old: Row, new: Row, kind: Rows, *, of: str, names: Names) -> Iterator[Change]:
    """What changed inside one row that was there before."""
    for field in [*kind.fields, *_unnamed(old, new, kind)]:
        change = field_change(field, old.get(field.name), new.get(field.name), of=of, names=names)
        if change:
            yield change
    if kind.other:
        yield from kind.other(old, new, of)


def _counted(rows: list[Row], kind: Rows, deed: str) -> Iterator[Change]:
    if rows:
        was = "was" if len(rows) == 1 else "were"
        titles = "; ".join(quoted(row[kind.title]) for row in rows)
        yield Change(f"{counted(len(rows), kind.words)} {was} {deed}: {titles}")


def _unnamed(old: Row, new: Row, kind: Rows) -> Iterator[Field]:
    named = {field.name for field in kind.fields} | kind.told_apart
    for name in {**old, **new}:
        if name not in named:
            yield Field(name, name.replace("_", " "))
