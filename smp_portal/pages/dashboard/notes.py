"""What stands beside a rating, and by which written rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """What stands beside a rating, and by which rule."""

    title: str
    sentence: str


NOTES = (
    Note(
        "Where the dates say otherwise",
        "A plan that is rated on track or complete and has an open action whose date has passed says so: "
        "“One action is 19 days late”. The rating stays what the owner said.",
    ),
    Note(
        "How fresh a rating is",
        "A rating counts until the day on which the next answer is due. From the day after, the plan is drawn as "
        "a dashed grey ring, with the month of its last answer and what that said.",
    ),
    Note(
        "Worse, better or the same",
        "Ratings from best to worst: complete, on track, not rated, at risk, off track. The answer of the round "
        "before counts, in last year’s plan too where this one continues it.",
    ),
    Note(
        "For how long",
        "A rating lasts from the first of the answers in a row that gave it, across plan years.",
    ),
    Note(
        "Nothing has changed",
        "An answer that repeats the last one is counted, and from the second in a row on the page says so.",
    ),
    Note(
        "After the papers",
        "What comes after the day on which a round’s papers go out is shown beside what they say, and doesn’t "
        "change it.",
    ),
)
