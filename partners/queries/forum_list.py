"""The forums with the meetings that are coming, and those that were."""

from dataclasses import dataclass
from datetime import date

from partners.models import Forum, Meeting


@dataclass(frozen=True)
class ForumRow:
    """One forum: what is coming, the next first, and what has been, the latest first."""

    forum: Forum
    coming: list[Meeting]
    past: list[Meeting]


def read_forums(*, on: date) -> list[ForumRow]:
    """The Board first, the partnership's own forums, then the county's; two queries however many there are."""
    forums = Forum.objects.order_by("-is_board", "is_countywide", "name")
    return [_row(forum, on) for forum in forums.prefetch_related("meetings")]


def _row(forum: Forum, on: date) -> ForumRow:
    meetings = list(forum.meetings.all())
    return ForumRow(
        forum=forum,
        coming=[meeting for meeting in meetings if meeting.held_on >= on],
        past=[meeting for meeting in reversed(meetings) if meeting.held_on < on],
    )
