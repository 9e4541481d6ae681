"""Whether the entries of a plan file agree with each other."""

from graphlib import CycleError, TopologicalSorter

from priorities.plan_file.checking import Entry
from priorities.plan_file.problems import Path, Problem, entry_words
from priorities.plan_file.reading import Places
from priorities.plan_file.shape import PLAN_FILE, Table


def disagreements(whole: Entry, places: Places) -> list[Problem]:
    """What each entry says of others that they don't bear out."""
    agreeing = _Agreeing(whole, places)
    agreeing.names_are_known(whole, PLAN_FILE)
    agreeing.days_are_in_order("plan", "starts_on", "ends_on", same_day=False)
    agreeing.days_are_in_order("partner", "valid_from", "valid_to", same_day=True)
    agreeing.board_is_one()
    agreeing.succession_ends()
    return agreeing.problems


class _Agreeing:
    def __init__(self, whole: Entry, places: Places) -> None:
        self.whole = whole
        self.places = places
        self.problems: list[Problem] = []

    def refuse(self, path: Path, name: str, words: str) -> None:
        line = self.places.first_below((*path, name))
        self.problems.append(Problem(line, entry_words(path), words))

    def names_are_known(self, entry: Entry, table: Table) -> None:
        for name, key in table.keys.items():
            if key.names and name in entry.says:
                self._are_known(entry, name, *key.names)
        for part, inside in table.tables.items():
            for below in entry.all(part):
                self.names_are_known(below, inside)

    def _are_known(self, entry: Entry, name: str, table: str, key: str) -> None:
        known = {other.says[key] for other in self.whole.all(table) if key in other.says}
        said = entry.says[name]
        for one in said if isinstance(said, list) else [said]:
            if one not in known:
                words = f"{name} names {one}; expected the {key} of a [[{table}]] in this file"
                self.refuse(entry.path, name, words)

    def days_are_in_order(self, table: str, first: str, last: str, *, same_day: bool) -> None:
        for entry in self.whole.all(table):
            if first not in entry.says or last not in entry.says:
                continue
            begins, ends = entry.says[first], entry.says[last]
            if ends < begins or (ends == begins and not same_day):
                words = f"{last} is {ends}; expected a day after {first}, {begins}"
                self.refuse(entry.path, last, words)

    def board_is_one(self) -> None:
        boards = [forum for forum in self.whole.all("forum") if forum.says.get("is_board")]
        for forum in boards[1:]:
            self.refuse(forum.path, "is_board", "is_board is true twice; expected one Board")

    def succession_ends(self) -> None:
        partners = {
            one.says["name"]: one for one in self.whole.all("partner") if "name" in one.says
        }
        successors = {name: one.says.get("successors", []) for name, one in partners.items()}
        try:
            TopologicalSorter(successors).prepare()
        except CycleError as error:
            circle = list(error.args[1])
            entry = partners[circle[-1]]
            words = f"successors lead back to {circle[-1]}; expected a line that ends"
            self.refuse(entry.path, "successors", words)
