"""What a pack says is what was so when it was frozen, and what every board member may read."""

import hashlib
import json
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from actionplans.models import (
    Action,
    ActionPlan,
    BoardPack,
    DecisionAsked,
    Measure,
    MeasureDefinition,
    MeasureState,
    PackFile,
    PackFileKind,
    PackState,
)
from smp_portal.foundation.charts import Break
from smp_portal.pages.board_packs.building import build_pack
from smp_portal.pages.board_packs.contents import BreakTold, UnknownFormat, read_contents
from smp_portal.pages.board_packs.drawing import pack_as_paper
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.telling_measures import chart_of
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    ReadingFactory,
    UserFactory,
    officer,
)
from tests.pages.board_packs.packs import (
    ASKED,
    EARLIER,
    LATER,
    NOW,
    board_meeting,
    draft,
    freeze,
    frozen,
    plan_that_asks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> ActionPlan:
    """A plan at risk with one late action and one measure, whose owner asks for a decision."""
    plan, _ = plan_that_asks()
    council = PartnerFactory.create(name="Leicestershire County Council")
    ActionFactory.create(
        plan=plan,
        reference="2.2",
        title="School-gate parking campaign",
        lead_partner=council,
        due_on=date(2022, 9, 24),
    )
    ReadingFactory.create(measure__plan=plan, measure__title="Villages with a speed watch")
    return plan


def test_pack_says_what_is_so_in_posts_and_organisations(plan: ActionPlan) -> None:
    contents = build_pack(draft(), now=NOW).contents
    assert (contents.title, contents.held_on, contents.issue) == (
        "Board pack for 20 October 2022",
        "2022-10-20",
        1,
    )
    assert contents.sentence == "1 at risk."
    assert [(one.plan, one.text, one.note) for one in contents.asked] == [
        ("2. Road safety", ASKED, "Asked on 4 October")
    ]
    (told,) = contents.plans
    assert plan.owner is not None
    assert told.owner == plan.owner.post_and_organisation
    assert plan.owner.full_name not in json.dumps(contents.as_json())
    assert (told.now.rating, told.now.words, told.now.note) == ("amber", "At risk", "First answer")
    assert told.before is None
    assert told.notes == ("The rating awaits the partnership officer.",)
    (late,) = told.late
    assert (late.reference, late.lead, late.late) == (
        "2.2",
        "Leicestershire County Council",
        "19 days late",
    )
    (measure,) = told.measures
    assert (measure.title, measure.reads) == (
        "Villages with a speed watch",
        "10, July to September",
    )
    assert [(one.start, one.end, one.value) for one in measure.readings] == [
        ("2022-07-01", "2022-09-30", "10")
    ]


def test_pack_draws_the_line_of_a_measure_with_its_gap_and_its_new_definition(
    plan: ActionPlan,
) -> None:
    measure = Measure.objects.get()
    Measure.objects.update(every=3, state=MeasureState.AGREED)
    ReadingFactory.create(
        measure=measure, period_start=date(2022, 1, 1), period_end=date(2022, 3, 31), value=4
    )
    for text, valid_from in (("All", date(2022, 1, 1)), ("Trained ones", date(2022, 8, 1))):
        MeasureDefinition.objects.create(
            measure=measure, text=text, valid_from=valid_from, by=officer(), at=EARLIER
        )
    (told,) = build_pack(draft(), now=NOW).contents.plans[0].measures
    assert [(one.period, one.value, one.reason) for one in told.readings] == [
        ("January to March 2022", "4", ""),
        ("April to June 2022", "", "Nothing was recorded"),
        ("July to September 2022", "10", ""),
    ]
    assert told.breaks == (BreakTold("2022-08-01", "Trained ones"),)
    chart = chart_of(told)
    assert chart is not None
    assert chart.breaks == (Break(date(2022, 8, 1), "Trained ones"),)


def test_pack_says_first_what_the_rules_of_the_dashboard_find(plan: ActionPlan) -> None:
    board_meeting(date(2022, 7, 7))
    ActionPlanFactory.create(title="Cybercrime", owner=None, number=4, priority=plan.priority)
    contents = build_pack(draft(), now=NOW).contents
    assert [(one.sort, one.colour, one.plan, one.text) for one in contents.exceptions] == [
        ("Now at risk", "amber", "2. Road safety", "rated for the first time"),
        (
            "No owner",
            "red",
            "4. Cybercrime",
            "nobody owns this plan, so nobody can be asked about it",
        ),
    ]


def test_pack_says_first_nothing_that_the_last_meeting_knew(plan: ActionPlan) -> None:
    board_meeting(date(2022, 10, 5))
    assert build_pack(draft(), now=NOW).contents.exceptions == ()


def test_pack_goes_to_json_and_back(plan: ActionPlan) -> None:
    contents = build_pack(draft(), now=NOW).contents
    assert read_contents(json.loads(json.dumps(contents.as_json()))) == contents
    with pytest.raises(UnknownFormat):
        read_contents(contents.as_json() | {"format": 2})


@pytest.mark.parametrize(
    "kept", [{"is_restricted": True}, {"status": "DRAFT"}, {"status": "CLOSED"}]
)
def test_pack_names_no_plan_that_a_board_member_may_not_read(
    plan: ActionPlan, kept: dict[str, Any]
) -> None:
    other = ActionPlanFactory.create(title="Hidden matter", **kept)
    ActionFactory.create(plan=other, title="Hidden deed")
    ReadingFactory.create(measure__plan=other, measure__title="Hidden figure")
    contents = json.dumps(build_pack(draft(), now=NOW).contents.as_json())
    assert "Road safety" in contents
    assert "Hidden" not in contents


def test_frozen_pack_stays_as_it_was_when_everything_changes(plan: ActionPlan) -> None:
    pack = frozen()
    before = {file.kind: bytes(file.data) for file in pack.files.all()}
    contents = pack.contents
    ActionPlan.objects.update(title="Another title", owner=UserFactory.create())
    Action.objects.update(title="Another deed")
    look_for_packs(now=LATER)
    pack.refresh_from_db()
    assert pack.contents == contents
    assert {file.kind: bytes(file.data) for file in pack.files.all()} == before
    assert b"Another" not in before[PackFileKind.PAGE]


def test_frozen_pack_keeps_each_file_with_its_sum() -> None:
    files = list(frozen().files.all())
    assert [file.kind for file in files] == ["html", "pdf", "docx", "xlsx"]
    for file in files:
        assert file.sha256 == hashlib.sha256(bytes(file.data)).hexdigest()
    assert {bytes(file.data)[:4] for file in files[1:]} == {b"%PDF", b"PK\x03\x04"}


def test_workbook_holds_plans_actions_and_figures_as_numbers(plan: ActionPlan) -> None:
    data = bytes(frozen().files.get(kind=PackFileKind.WORKBOOK).data)
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["Plans", "Actions", "Figures"]
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert rows[0] == ("Plan", "Measure", "Unit", "From", "To", "Figure", "Note")
    assert rows[1][:2] == ("2. Road safety", "Villages with a speed watch")
    assert rows[1][5] == 10
    assert [row[1] for row in book["Actions"].iter_rows(min_row=2, values_only=True)] == ["2.2"]


def test_second_pack_for_a_meeting_says_that_it_is_one() -> None:
    meeting = board_meeting()
    first = frozen(meeting=meeting)
    paper = pack_as_paper(build_pack(draft(meeting=meeting), now=LATER).contents)
    assert paper.under_title.endswith("Issue 2, in addition to the one before")
    assert first.contents is not None
    assert first.contents["issue"] == 1


def test_frozen_pack_is_neither_changed_nor_removed() -> None:
    pack = freeze(draft())
    with pytest.raises(TypeError, match="is never changed"):
        BoardPack.objects.filter(pk=pack.pk).update(contents={})
    with pytest.raises(TypeError, match="is never changed"):
        BoardPack.objects.update(note="Other words")
    with pytest.raises(TypeError, match="are never removed"):
        BoardPack.objects.all().delete()
    assert BoardPack.objects.filter(pk=pack.pk).update(state=PackState.FAILED, problem="Odd") == 1


def test_database_refuses_what_a_pack_can_not_be() -> None:
    pack = draft()
    for wrong in (
        {"state": PackState.WAITING},
        {"frozen_at": NOW},
        {"year": "2022/23"},
        {"meeting": None},
        {"contents": {"format": 1}},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            BoardPack.objects.filter(pk=pack.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPack.objects.create(meeting=pack.meeting, made_at=NOW, made_by=pack.made_by)
    done = frozen(meeting=board_meeting(date(2023, 1, 19)))
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardPack.objects.filter(pk=done.pk).update(state=PackState.FAILED, problem="")
    with pytest.raises(IntegrityError), transaction.atomic():
        PackFile.objects.create(pack=done, kind="pdf", data=b"", sha256="0" * 64, made_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackFile.objects.create(pack=pack, kind="pdf", data=b"", sha256="sum", made_at=NOW)


def test_asked_decisions_are_kept_in_the_words_of_the_pack() -> None:
    _, answer = plan_that_asks()
    pack = draft()
    BoardPack.objects.filter(pk=pack.pk).update(
        wording={str(answer.pk): {"text": "Write a letter.", "is_left_out": False}}
    )
    pack.refresh_from_db()
    freeze(pack)
    asked = DecisionAsked.objects.get()
    assert (asked.number, asked.answer, asked.text) == (1, answer, "Write a letter.")
