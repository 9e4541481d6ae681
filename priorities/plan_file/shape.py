"""What a plan file may say: its tables and their keys."""

from dataclasses import dataclass, field

from consultations.models import CommunityKind
from partners.models import LegalRole, ListedAs
from priorities.models import LocalPosition, PriorityStatus, ReasonKind
from priorities.plan_file.kinds import (
    DAY,
    YES_OR_NO,
    Kind,
    number,
    one_of,
    prose,
    several,
    slug,
    text,
)


@dataclass(frozen=True)
class Key:
    """One key of a table. `is_own`: no two entries share it. `names`: the table and key that it refers to."""

    kind: Kind
    is_required: bool = True
    is_own: bool = False
    names: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """A table of the file, once or as several entries, with its keys and the tables inside it."""

    keys: dict[str, Key] = field(default_factory=dict)
    tables: dict[str, "Table"] = field(default_factory=dict)
    is_single: bool = False
    slug_from: str = ""

    @property
    def known(self) -> list[str]:
        """All that may stand in the table."""
        return [*self.keys, *self.tables]


_OWN_NUMBER = Key(number(), is_own=True)


def _optional(kind: Kind) -> Key:
    return Key(kind, is_required=False)


def _own_slug(most: int = 200) -> Key:
    return Key(slug(most), is_required=False, is_own=True)


_PLAN = Table(
    is_single=True,
    keys={
        "title": Key(text(200)),
        "slug": Key(slug()),
        "starts_on": Key(DAY),
        "ends_on": Key(DAY),
    },
)
_PARTNER = Table(
    slug_from="name",
    keys={
        "name": Key(text(200), is_own=True),
        "slug": _own_slug(),
        "listed_as": Key(one_of(ListedAs.values)),
        "listed_position": _optional(number()),
        "legal_role": Key(one_of(LegalRole.values)),
        "valid_from": _optional(DAY),
        "valid_to": _optional(DAY),
        "successors": Key(several(text(200)), is_required=False, names=("partner", "name")),
    },
)
_FORUM = Table(
    slug_from="name",
    keys={
        "name": Key(text(150), is_own=True),
        "slug": _own_slug(150),
        "is_board": _optional(YES_OR_NO),
        "is_countywide": _optional(YES_OR_NO),
    },
)
_COMMUNITY = Table(
    slug_from="name",
    keys={
        "name": Key(text(150), is_own=True),
        "slug": _own_slug(150),
        "kind": Key(one_of(CommunityKind.values)),
        "is_rural": _optional(YES_OR_NO),
        "population": _optional(number(10_000_000)),
    },
)
_REASON = Table(
    keys={
        "number": _OWN_NUMBER,
        "kind": Key(one_of(ReasonKind.values)),
        "text": Key(prose(least=1)),
        "source": _optional(text(300)),
    },
)
_ALIGNMENT = Table(
    keys={
        "county_priority": Key(number(), is_own=True, names=("county_priority", "number")),
        "note": _optional(prose()),
    },
)
_PRIORITY = Table(
    slug_from="title",
    keys={
        "number": _OWN_NUMBER,
        "title": Key(text(200)),
        "slug": _own_slug(),
        "status": _optional(one_of(PriorityStatus.values)),
        "what_we_want": _optional(prose()),
        "how_we_will_work": _optional(prose()),
        "aims": Key(several(number()), is_required=False, names=("aim", "number")),
        "themes": Key(several(number()), is_required=False, names=("theme", "number")),
    },
    tables={"reason": _REASON, "alignment": _ALIGNMENT},
)
PLAN_FILE = Table(
    is_single=True,
    tables={
        "plan": _PLAN,
        "section": Table(
            slug_from="title",
            keys={
                "number": _OWN_NUMBER,
                "title": Key(text(200)),
                "slug": _own_slug(),
                "body": _optional(prose()),
            },
        ),
        "aim": Table(
            keys={
                "number": _OWN_NUMBER,
                "title": Key(text(200)),
                "text": _optional(prose()),
            }
        ),
        "theme": Table(
            slug_from="title",
            keys={
                "number": _OWN_NUMBER,
                "title": Key(text(200), is_own=True),
                "slug": _own_slug(),
            },
        ),
        "county_priority": Table(
            keys={
                "number": _OWN_NUMBER,
                "title": Key(text(200)),
                "local_position": _optional(one_of(LocalPosition.values)),
                "note": _optional(prose()),
            }
        ),
        "priority": _PRIORITY,
        "partner": _PARTNER,
        "commitment": Table(keys={"number": _OWN_NUMBER, "text": Key(prose(least=1))}),
        "forum": _FORUM,
        "community": _COMMUNITY,
    },
)
