"""What is wrong with a plan file, and where."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: "line 41, priority 3: title is missing; expected a text"."""

    line: int
    entry: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.entry}: {self.words}"


class PlanFileRefused(Exception):
    """The file is not loaded and nothing of it was saved; carries all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def entry_words(path: Path) -> str:
    """An entry as its author counts it: ("priority", 2, "reason", 0) is "priority 3, reason 1"."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] += f" {step + 1}"
        else:
            words.append(step.replace("_", " "))
    return ", ".join(words) or "the file"
