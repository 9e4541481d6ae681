"""Pictures of figures over time: drawn here, without a network, and always told in words beside."""

from .chart import Break, LineChart, Point, Target
from .drawing import svg
from .spark import spark
from .spec import Width
from .telling import notes, target_words, words

__all__ = [
    "Break",
    "LineChart",
    "Point",
    "Target",
    "Width",
    "notes",
    "spark",
    "svg",
    "target_words",
    "words",
]
