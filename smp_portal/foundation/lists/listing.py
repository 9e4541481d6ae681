"""What the address of a list asks for beside its filters: an order, a page, a file."""

from dataclasses import dataclass

from django.http import QueryDict

from .files import FileKind
from .sorting import Sort, SortKey


@dataclass(frozen=True)
class Heading:
    """The heading of a column that the list can be sorted by, and where it leads."""

    words: str
    url: str
    direction: str


@dataclass(frozen=True)
class SortChoice:
    """One order in the list of orders that a phone shows."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Download:
    """The list as a file, and where that is."""

    words: str
    url: str


@dataclass(frozen=True)
class Listing:
    """A list as it was asked for; every link keeps the rest of what was asked."""

    asked: QueryDict
    keys: tuple[SortKey, ...] = ()

    @property
    def sort(self) -> Sort | None:
        return Sort.of(self.asked.get("sort", ""), self.keys)

    @property
    def page(self) -> str | None:
        return self.asked.get("page")

    @property
    def file(self) -> FileKind | None:
        """The kind of file that is wanted, if the list is wanted as one."""
        kind = self.asked.get("export", "")
        return FileKind(kind) if kind in FileKind.values else None

    @property
    def query(self) -> str:
        """The rest of the address, for links to the other pages of the list."""
        asked = self._without("page", "export")
        return f"{asked.urlencode()}&" if asked else ""

    @property
    def headings(self) -> dict[str, Heading]:
        """The headings that sort the list, by the name of what they sort by."""
        return {key.name: self._heading(key) for key in self.keys}

    @property
    def sort_choices(self) -> list[SortChoice]:
        """Every order that the list can be read in."""
        chosen = self.sort
        choices = [SortChoice("", "As the list comes", chosen is None)]
        for key in self.keys:
            for sign, way in zip(("", "-"), key.ways, strict=True):
                is_chosen = chosen == Sort(key.name, is_descending=bool(sign))
                choices.append(SortChoice(f"{sign}{key.name}", f"{key.words}: {way}", is_chosen))
        return choices

    @property
    def downloads(self) -> list[Download]:
        """The list as files: all of it, whichever page is shown."""
        return [Download(kind.label, self._address(export=kind.value)) for kind in FileKind]

    def _heading(self, key: SortKey) -> Heading:
        now = self.sort if self.sort and self.sort.name == key.name else None
        direction = "" if now is None else "descending" if now.is_descending else "ascending"
        other = f"-{key.name}" if direction == "ascending" else key.name
        return Heading(key.words, self._address(sort=other), direction)

    def _address(self, **more: str) -> str:
        asked = self._without("page", "export", *more)
        asked.update(more)
        return f"?{asked.urlencode()}"

    def _without(self, *names: str) -> QueryDict:
        asked = self.asked.copy()
        for name in names:
            asked.pop(name, None)
        return asked
