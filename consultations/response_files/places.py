"""Communities by the names that people and survey tools write."""

from consultations.models import Community
from consultations.response_files.plain import plain

_NOT_OF_THE_NAME = (" ward", " village", " parish")


class Places:
    """The portal's communities, found by name."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}
        names = list(Community.objects.values_list("pk", "name"))
        for pk, name in names:
            self.found[_bare(name)] = pk
        tails = [(_bare(name.replace("–", "-").rpartition("-")[2]), pk) for pk, name in names]
        for tail, pk in tails:
            # "Sysonby" is "Melton Mowbray - Sysonby", while no other place is called so.
            if [other for other, _ in tails].count(tail) == 1:
                self.found.setdefault(tail, pk)

    def find(self, text: str) -> int | None:
        """The community that a cell names."""
        return self.found.get(_bare(text))


def _bare(text: str) -> str:
    words = plain(text)
    for word in _NOT_OF_THE_NAME:
        words = words.removesuffix(word)
    return words
