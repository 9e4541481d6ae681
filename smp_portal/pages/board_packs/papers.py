"""A meeting's pack and a year's report go the same way: built, kept as data, drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actionplans.models import BoardPack
from actionplans.services.packs import AskedGiven
from smp_portal.foundation.papers import Paper
from smp_portal.pages.board_packs.building import build_pack
from smp_portal.pages.board_packs.contents import read_contents
from smp_portal.pages.board_packs.drawing import pack_as_paper
from smp_portal.pages.board_packs.figures import pack_as_workbook, report_as_workbook
from smp_portal.pages.board_packs.report import REPORT, read_report
from smp_portal.pages.board_packs.report_building import build_report
from smp_portal.pages.board_packs.report_drawing import report_as_paper


@dataclass(frozen=True)
class Built:
    """What would be kept now, and which decisions it asks of the board."""

    contents: dict[str, Any]
    asked: list[AskedGiven]


def build(pack: BoardPack, *, now: datetime) -> Built:
    """All that a draft would say if it were frozen now."""
    if pack.meeting_id is None:
        return Built(build_report(pack, now=now).as_json(), [])
    built = build_pack(pack, now=now)
    return Built(built.contents.as_json(), built.asked)


def paper_of(contents: Mapping[str, Any]) -> Paper:
    """The paper that these contents are drawn as."""
    if contents.get("paper") == REPORT:
        return report_as_paper(read_report(contents))
    return pack_as_paper(read_contents(contents))


def workbook_of(contents: Mapping[str, Any]) -> bytes:
    """The figures of these contents."""
    if contents.get("paper") == REPORT:
        return report_as_workbook(read_report(contents))
    return pack_as_workbook(read_contents(contents))
