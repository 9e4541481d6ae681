"""What the database refuses of board packs, of their files, and of what the board was asked and decided."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models

from actionplans.models import (
    BoardPack,
    Decision,
    DecisionAsked,
    Outcome,
    PackFile,
    PackState,
    Rating,
    ReviewAnswer,
    ReviewRound,
    Via,
)
from partners.models import Meeting
from tests.actionplans.rows import NOW
from tests.factories import (
    ActionPlanFactory,
    MeetingFactory,
    PartnerFactory,
    ReviewFactory,
    ReviewRoundFactory,
    officer,
)

Make = Callable[..., models.Model]

FROZEN = {"state": PackState.FROZEN, "contents": {"format": 1}, "frozen_at": NOW}
SUM = "0" * 64


def meeting() -> Meeting:
    return Meeting.objects.first() or MeetingFactory.create()


def said() -> ReviewAnswer:
    """An answer to another plan's review in the same round."""
    same = ReviewRound.objects.first() or ReviewRoundFactory.create()
    review = ReviewFactory.create(round=same)
    made = {"by": officer(), "via": Via.LINK, "at": NOW, "rating": Rating.AMBER}
    return ReviewAnswer.objects.create(review=review, **made)


def pack(**details: Any) -> BoardPack:
    """A draft for a meeting, or for a year where that is said; frozen by the officer who made it."""
    helen = officer()
    of = None if "year" in details else meeting()
    frozen_by = helen if details.get("frozen_at") and details.pop("by_somebody", True) else None
    return BoardPack(
        **{"meeting": of, "made_at": NOW, "made_by": helen, "frozen_by": frozen_by} | details
    )


def kept(**details: Any) -> BoardPack:
    made = pack(**details)
    made.save()
    return made


def second_pack(**details: Any) -> BoardPack:
    return pack(meeting=kept().meeting, **details)


def second_report(**details: Any) -> BoardPack:
    kept(year="2022/23")
    return pack(year="2022/23", **details)


def file(**details: Any) -> PackFile:
    made = {"pack": kept(**FROZEN), "kind": "pdf", "data": b"%PDF", "sha256": SUM, "made_at": NOW}
    return PackFile(**made | details)


def second_file(**details: Any) -> PackFile:
    first = file()
    first.save()
    return file(pack=first.pack, **details)


def asked(**details: Any) -> DecisionAsked:
    given = details.pop("answer", None) or said()
    made = {"pack": kept(**FROZEN), "number": 1, "text": "Write to the schools."}
    return DecisionAsked(**made | {"answer": given, "plan": given.review.plan} | details)


def asked_number_twice(**details: Any) -> DecisionAsked:
    first = asked()
    first.save()
    return asked(pack=first.pack, **details)


def asked_again(**details: Any) -> DecisionAsked:
    """The same answer's question, in the same pack or in another."""
    first = asked()
    first.save()
    same = {"pack": first.pack} if details.pop("same_pack") else {}
    return asked(answer=first.answer, number=2, **same, **details)


def decided(**details: Any) -> Decision:
    made = {
        "meeting": meeting(),
        "plan": ActionPlanFactory.create(),
        "kind": Outcome.AGREED,
        "text": "Lend a county officer.",
        "decided_on": date(2022, 1, 20),
        "recorded_at": NOW,
        "recorded_by": officer(),
    }
    if details.pop("somebody", False):
        made["by_whom"] = PartnerFactory.create()
    return Decision(**made | details)


def decided_twice(**details: Any) -> Decision:
    question = asked()
    question.save()
    first = decided(asked=question)
    first.save()
    if details.pop("corrects"):
        details |= {"replaces": first, "reason": "The minutes say otherwise."}
    return decided(asked=question, **details)


def corrected(**details: Any) -> Decision:
    first = decided()
    first.save()
    return decided(replaces=first, **details)


# name: how to make a row, what is let through, what is refused
CASES: dict[str, tuple[Make, dict[str, Any], dict[str, Any]]] = {
    "board_pack_one_draft": (second_pack, FROZEN, {}),
    "annual_report_one_draft": (second_report, FROZEN, {}),
    "board_pack_of_a_meeting_or_a_year": (pack, {"year": "2022/23"}, {"year": "2022"}),
    "board_pack_frozen_with_contents": (pack, FROZEN, FROZEN | {"contents": None}),
    "board_pack_frozen_by_somebody": (pack, FROZEN, FROZEN | {"by_somebody": False}),
    "board_pack_failed_with_words": (
        pack,
        FROZEN | {"state": PackState.FAILED, "problem": "No fonts"},
        FROZEN | {"state": PackState.FAILED, "problem": ""},
    ),
    "pack_file_made_once": (second_file, {"kind": "docx"}, {"kind": "pdf"}),
    "pack_file_with_its_sum": (file, {"sha256": "a" * 64}, {"sha256": "a" * 63}),
    "decision_asked_number_once": (asked_number_twice, {"number": 2}, {"number": 1}),
    "decision_asked_once": (asked_again, {"same_pack": False}, {"same_pack": True}),
    "decision_asked_with_words": (asked, {"text": "Decide"}, {"text": ""}),
    "decision_with_words": (decided, {"text": "Agreed"}, {"text": ""}),
    "decision_by_whom_and_when": (
        decided,
        {"somebody": True, "by_when": date(2022, 3, 31)},
        {"somebody": True},
    ),
    "decision_done_after_it": (
        decided,
        {"somebody": True, "by_when": date(2022, 1, 20)},
        {"somebody": True, "by_when": date(2022, 1, 19)},
    ),
    "decision_first_once_asked": (decided_twice, {"corrects": True}, {"corrects": False}),
    "decision_corrected_with_reason": (corrected, {"reason": "A slip"}, {"reason": ""}),
}
# The other way round of rules that pair two things.
ALSO_REFUSED: list[tuple[str, Make, dict[str, Any]]] = [
    ("board_pack_frozen_with_contents", pack, {"contents": {"format": 1}}),
    ("decision_by_whom_and_when", decided, {"by_when": date(2022, 3, 31)}),
    (
        "decision_by_whom_and_when",
        decided,
        {"kind": Outcome.DEFERRED, "somebody": True, "by_when": date(2022, 3, 31)},
    ),
    ("decision_corrected_with_reason", decided, {"reason": "A slip"}),
]
# What people may run into says what to do; the rest only ever stops a mistake in the portal itself.
WORDED = {
    "board_pack_one_draft": "There is a draft of the pack for this meeting already.",
    "annual_report_one_draft": "There is a draft of this year’s report already.",
    "decision_with_words": "Enter what the board decided.",
    "decision_by_whom_and_when": (
        "Enter both who does it and by when, or neither; only what was agreed is to be done."
    ),
    "decision_done_after_it": "It can’t be done before the board decided.",
    "decision_first_once_asked": (
        "The decision on this is recorded already. Correct that one instead."
    ),
    "decision_corrected_with_reason": "Say why it is corrected.",
}
