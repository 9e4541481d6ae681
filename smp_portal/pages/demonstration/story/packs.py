"""What the board was given to read, and the committee of the year, frozen as it was on the day."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from actionplans.models import Action, BoardPack, DecisionAsked, Outcome
from actionplans.services.actions import complete_action
from actionplans.services.decisions import make_action, record_decision
from actionplans.services.packs import edit_pack, freeze_pack, start_pack
from partners.models import Meeting
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.papers import build
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import moment


def pack_happenings() -> Iterator[Happening]:
    """Each pack begun with its note, and frozen on the day on which the papers went out."""
    file = pages.read("packs.toml")
    for told in file["pack"]:
        yield Happening(moment(told["begun_at"]), partial(_begin, told))
        if "frozen_at" in told:
            yield Happening(moment(told["frozen_at"]), partial(_freeze, told["held_on"]))
    for told in file["report"]:
        yield Happening(moment(told["begun_at"]), partial(_begin_report, told))
        yield Happening(moment(told["frozen_at"]), partial(_freeze_report, told["year"]))
    for told in file["decision"]:
        yield Happening(moment(told["recorded_at"]), partial(_decide, told))
        yield Happening(moment(told["completed"], hour=16), partial(_complete, told))


def _begin(told: dict[str, Any], now: datetime) -> None:
    meeting = Meeting.objects.of_the_board().get(held_on=told["held_on"])
    _note(start_pack(meeting=meeting, by=pages.officer(), now=now), told)


def _begin_report(told: dict[str, Any], now: datetime) -> None:
    _note(start_pack(year=told["year"], by=pages.officer(), now=now), told)


def _note(pack: BoardPack, told: dict[str, Any]) -> None:
    edit_pack(pack=pack, note=told["note"].strip(), wording={}, version=pack.version)


def _freeze(held_on: date, now: datetime) -> None:
    _keep(BoardPack.objects.select_related("meeting").get(meeting__held_on=held_on), now)


def _freeze_report(year: str, now: datetime) -> None:
    _keep(BoardPack.objects.annual().get(year=year), now)


def _keep(pack: BoardPack, now: datetime) -> None:
    built = build(pack, now=now)
    freeze_pack(pack=pack, contents=built.contents, asked=built.asked, by=pages.officer(), now=now)
    look_for_packs(now=now)


def _decide(told: dict[str, Any], now: datetime) -> None:
    asked = DecisionAsked.objects.select_related("pack__meeting", "plan").get(
        pack__meeting__held_on=told["held_on"], plan__number=told["plan"]
    )
    (by_whom,) = pages.partners([told["by_whom"]])
    values = {
        "kind": Outcome(told["kind"]),
        "text": told["text"],
        "by_whom": by_whom,
        "by_when": told["by_when"],
    }
    decision = record_decision(
        meeting=asked.pack.sitting, asked=asked, values=values, by=pages.officer(), now=now
    )
    make_action(decision=decision, by=pages.officer(), now=now)


def _complete(told: dict[str, Any], now: datetime) -> None:
    action = Action.objects.get(decision__meeting__held_on=told["held_on"])
    complete_action(action=action, completed_on=told["completed"], by=pages.officer(), now=now)
