"""How the table is read."""

from dataclasses import dataclass

KINDS = (
    "public",
    "owner",
    "other_owner",
    "lead",
    "board",
    "reader",
    "officer",
    "administrator",
    "unknown",
)


@dataclass(frozen=True)
class Cell:
    """What a person gets."""

    reading: int
    sending: int


@dataclass(frozen=True)
class Row:
    """One route at one place, and what each kind of person gets there."""

    route: str
    at: str
    cells: dict[str, Cell]

    def __str__(self) -> str:
        return f"{self.route} at {self.at}"


def read_table(text: str) -> list[Row]:
    """The rows of a table written in columns, its first line naming them."""
    head, *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    return [_row(dict(zip(head, line, strict=True))) for line in lines]


def _row(line: dict[str, str]) -> Row:
    route, at = line.pop("route"), line.pop("at")
    cells = {kind: _cell(text) for kind, text in line.items()}
    if "all" in cells:
        cells = dict.fromkeys(KINDS, cells["all"])
    return Row(route, at, cells)


def _cell(text: str) -> Cell:
    reading, _, sending = text.partition("/")
    return Cell(int(reading), int(sending))
