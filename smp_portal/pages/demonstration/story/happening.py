"""One thing that happened in the story, told again when its time has come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, order=True)
class Happening:
    """A moment, and what was done then; `do` is told the moment."""

    at: datetime
    do: Callable[[datetime], None] = field(compare=False)
