"""Two editions' contents compared, part by part, in the plan's own order."""

from collections.abc import Iterator, Sequence
from typing import Any

from priorities.comparing import kinds
from priorities.comparing.changes import Change, Names, PartChanges, Row
from priorities.comparing.figures import completed
from priorities.comparing.matching import match
from priorities.comparing.rows import Rows, inside_row, row_changes

LISTS: tuple[tuple[str, str, Rows], ...] = (
    ("sections", "The plan’s text", kinds.SECTIONS),
    ("aims", "Aims", kinds.AIMS),
    ("themes", "Pressures", kinds.THEMES),
    ("county", "The county’s priorities", kinds.COUNTY),
)
LISTS_AT_THE_END: tuple[tuple[str, str, Rows], ...] = (
    ("places", "Places", kinds.PLACES),
    ("partners", "Partners", kinds.PARTNERS),
    ("commitments", "What partners agree to", kinds.COMMITMENTS),
)


def compare_contents(before: Row, after: Row) -> list[PartChanges]:
    """What changed from one edition's contents to another's; nothing where they say the same."""
    names = _names(before, after)
    parts = [
        PartChanges("The plan", tuple(_plan(before, after, names))),
        *(_list(before, after, part, names) for part in LISTS),
        *_priorities(_rows(before, "priorities"), _rows(after, "priorities"), names),
        *(_list(before, after, part, names) for part in LISTS_AT_THE_END),
    ]
    return [part for part in parts if part.changes]


def _names(before: Row, after: Row) -> Names:
    """What numbers and addresses stand for; the new name, where both know it."""
    lists = (("aims", "number", "title"), ("themes", "number", "title"))
    more = (("priorities", "slug", "title"), ("places", "slug", "name"))
    return {
        part: {row[key]: str(row[name]) for side in (before, after) for row in _rows(side, part)}
        for part, key, name in (*lists, *more)
    }


def _plan(before: Row, after: Row, names: Names) -> Iterator[Change]:
    old, new = before.get("plan", {}), after.get("plan", {})
    yield from inside_row(old, new, kinds.PLAN, of="", names=names)


def _list(before: Row, after: Row, part: tuple[str, str, Rows], names: Names) -> PartChanges:
    key, title, kind = part
    changes = row_changes(_rows(before, key), _rows(after, key), kind, names=names)
    return PartChanges(title, tuple(changes))


def _priorities(before: Sequence[Row], after: Sequence[Row], names: Names) -> Iterator[PartChanges]:
    found = match(before, after, by="slug")
    old_of = {new["slug"]: old for old, new in found.pairs}
    for new in after:
        old = old_of.get(new["slug"])
        changes = _priority(old, new, names) if old else [Change("This priority was added")]
        yield PartChanges(_name(new), tuple(changes))
    for old in found.went:
        yield PartChanges(_name(old), (Change("This priority was taken out"),))


def _priority(old: Row, new: Row, names: Names) -> Iterator[Change]:
    yield from inside_row(old, new, kinds.PRIORITIES, of="", names=names)
    for key, kind in kinds.PARTS_OF_A_PRIORITY.items():
        before, after = _rows(old, key), _rows(new, key)
        if key == "actions":
            yield from completed(match(before, after, by=kind.by, like=kind.like).pairs)
        yield from row_changes(before, after, kind, names=names)


def _name(priority: Row) -> str:
    return f"Priority {priority['number']}: {priority['title']}"


def _rows(side: Row, key: str) -> list[Any]:
    return list(side.get(key) or [])
