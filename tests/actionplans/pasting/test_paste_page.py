"""Pasting several readings: looked at first, then recorded all together or not at all."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertRedirects

from actionplans.forms.pasting import PasteForm
from actionplans.models import ActionPlan, Measure, PlanEvent, Reading
from partners.models import User
from tests.actionplans.plan_cast import in_parts, refused
from tests.factories import MeasureFactory, ReadingFactory, board_member

pytestmark = pytest.mark.django_db

LINES = "Apr-Jun 2022\t8\nJul-Sep 2022\t10"


@pytest.fixture(autouse=True)
def _day(on_the_day: None) -> None:
    """Let it be Wednesday 5 October 2022."""


@pytest.fixture
def measure(plan: ActionPlan) -> Measure:
    return MeasureFactory.create(plan=plan, title="Villages", every=3)


def paste(client: Client, measure: Measure, pasted: str, **more: Any) -> Any:
    url = f"/action-plans/measures/{measure.pk}/readings/paste/"
    return client.post(url, {"pasted": pasted, "narrative": "Out of our sheet"} | more)


def record(client: Client, measure: Measure, pasted: str, **more: Any) -> Any:
    """Look at the lines, then record them as they were looked at."""
    form = paste(client, measure, pasted, **more).context["form"]
    return paste(client, measure, pasted, shown=form.look, **more)


def meanings(response: Any) -> list[tuple[str, str, str]]:
    rows = response.context["form"].rows
    return [(row.period_words, str(row.figure or ""), row.meaning) for row in rows]


def test_paste_is_looked_at_before_anything_is_recorded(
    client: Client, helen: User, measure: Measure
) -> None:
    response = paste(client, measure, f"Quarter\tVillages\n{LINES}")
    assert meanings(response) == [
        ("", "", "A heading: left out"),
        ("April to June 2022", "8", "To be recorded"),
        ("July to September 2022", "10", "To be recorded"),
    ]
    html = response.content.decode()
    assert "Record 2 readings" in html
    assert "Nothing is recorded yet." in html
    assert Reading.objects.count() == 0


def test_paste_is_recorded_as_it_was_looked_at(
    client: Client, helen: User, measure: Measure
) -> None:
    assertRedirects(record(client, measure, LINES), f"/action-plans/measures/{measure.pk}/")
    told = Reading.objects.order_by("period_end").values_list("value", "narrative", "recorded_by")
    assert [(int(value or 0), words, by) for value, words, by in told] == [
        (8, "Out of our sheet", helen.pk),
        (10, "Out of our sheet", helen.pk),
    ]
    assert {event.via for event in PlanEvent.objects.all()} == {"IMPORT"}


def test_paste_changed_after_the_look_is_looked_at_again(
    client: Client, helen: User, measure: Measure
) -> None:
    look = paste(client, measure, LINES).context["form"].look
    changed = LINES.replace("10", "100")
    assert paste(client, measure, changed, shown=look).status_code == 200
    assert Reading.objects.count() == 0


def test_paste_with_one_wrong_line_records_none(
    client: Client, helen: User, measure: Measure
) -> None:
    response = paste(client, measure, f"{LINES}\nOct-Dec 2022\tabout 12\nLater\t3")
    assert refused(response) == {"pasted": ["Put right lines 3 and 4: nothing has been recorded"]}
    assert [words for *_, words in meanings(response)][2:] == [
        "Enter the figure in figures alone, like 40, and say the rest in words",
        "Write the period like April to June 2021, Q1 2021/22 or 30/06/2021",
    ]
    assert "about 12" in response.content.decode()
    assert Reading.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Jul-Sep 2022\t", "No figure here: left out"),
        ("Jul-Sep 2022", "No figure here: left out"),
        ("\t", "An empty line: left out"),
        ("Jul-Sep 2022\tn/a", "Say below why there is no figure, or in a third column"),
        ("Jul-Sep 2022\tn/a\tNobody counted", "To be recorded"),
        ("Apr-Jun 2022\t9", "Line 1 has a figure for this period: take one of them out"),
        (
            "Oct-Dec 2022\t9",
            "Enter a period that is over: it ends on 5 October 2022 at the latest",
        ),
        (
            "Jan-Mar 2022\t9",
            "Enter a period in the plan’s year, from 1 April 2022 to 31 March 2023",
        ),
        (
            "Aug 2022\t9",
            "Enter a whole quarter, like July to September 2022: this measure is read every quarter",
        ),
    ],
)
def test_paste_says_what_a_line_means(
    client: Client, helen: User, measure: Measure, line: str, meaning: str
) -> None:
    response = paste(client, measure, f"Apr-Jun 2022\t8\n{line}")
    assert meanings(response)[1][2] == meaning


def test_paste_leaves_out_what_is_recorded_and_refuses_what_differs(
    client: Client, helen: User, measure: Measure
) -> None:
    june = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}
    ReadingFactory.create(measure=measure, value=8, **june)
    response = paste(client, measure, LINES)
    assert meanings(response)[0][2] == "Recorded already: left out"
    other = paste(client, measure, LINES.replace("8", "9"))
    assert meanings(other)[0][2] == (
        "There is a reading already, 8, April to June 2022: correct that one"
    )
    record(client, measure, LINES)
    assert Reading.objects.count() == 2


def test_paste_of_figures_alone_begins_with_a_day(
    client: Client, helen: User, measure: Measure
) -> None:
    response = paste(client, measure, "8\n10")
    assert meanings(response)[0][2] == "Say below with which day the first period begins"
    record(client, measure, "Villages\n8\n10", **in_parts("first", 1, 4, 2022))
    told = Reading.objects.order_by("period_end").values_list("period_start", "value")
    assert [(day, int(value or 0)) for day, value in told] == [
        (date(2022, 4, 1), 8),
        (date(2022, 7, 1), 10),
    ]


@pytest.mark.parametrize("gap", ["\t", "; ", "  "])
def test_paste_keeps_a_line_s_own_words_as_they_were_written(
    client: Client, helen: User, measure: Measure, gap: str
) -> None:
    words = "Two villages began; one gave up.  It may come back"
    record(client, measure, gap.join(["Apr-Jun 2022", "8", words]))
    assert Reading.objects.get().narrative == words


def test_paste_keeps_a_reason_for_every_figure_that_is_not_there(
    client: Client, helen: User, measure: Measure
) -> None:
    record(client, measure, LINES.replace("10", "n/a"), reason="Nobody counted")
    reading = Reading.objects.get(value=None)
    assert (reading.unavailable_reason, reading.narrative) == ("Nobody counted", "Out of our sheet")


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"pasted": ""}, {"pasted": ["Enter the lines of your spreadsheet"]}),
        ({"narrative": ""}, {"narrative": ["Enter what lies behind these figures"]}),
        ({"pasted": "1\n" * 151}, {"pasted": ["Paste 150 lines or fewer at a time"]}),
        (
            {"pasted": "Quarter\tVillages"},
            {"pasted": ["There is nothing to record in these lines"]},
        ),
    ],
)
def test_paste_says_what_to_put_right(
    client: Client,
    helen: User,
    measure: Measure,
    fields: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    assert refused(paste(client, measure, **{"pasted": LINES} | fields)) == errors


def test_paste_is_for_those_who_answer_for_the_plan(client: Client, measure: Measure) -> None:
    url = f"/action-plans/measures/{measure.pk}/readings/paste/"
    assert client.get(url).status_code == 302
    client.force_login(board_member())
    assert client.get(url).status_code == 403
    assert paste(client, measure, LINES, shown="x").status_code == 403
    assert measure.plan.owner is not None
    client.force_login(measure.plan.owner)
    record(client, measure, LINES)
    assert Reading.objects.count() == 2


@pytest.mark.parametrize("lines", [1, 30])
def test_paste_is_looked_at_in_the_same_queries_for_1_and_30_lines(
    client: Client,
    helen: User,
    plan: ActionPlan,
    lines: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    measure = MeasureFactory.create(plan=plan)
    text = "\n".join(f"{day + 1} July 2022\t{day}" for day in range(lines))
    client.get("/action-plans/")
    with django_assert_num_queries(6):
        response = paste(client, measure, text)
    assert len(response.context["form"].reads) == lines


cells = st.sampled_from(
    [
        "Apr-Jun 2022",
        "Q2 2022/23",
        "30/06/2022",
        "8",
        "10 of 12",
        "n/a",
        "",
        "12,5",
        "x\t",
        "Aug 22",
    ]
)
pastes = st.lists(st.lists(cells, min_size=1, max_size=3).map("\t".join), max_size=6).map("\n".join)


@given(pasted=pastes | st.text(max_size=60))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_paste_is_never_half_recorded(
    client: Client, helen: User, plan: ActionPlan, pasted: str
) -> None:
    measure = MeasureFactory.create(plan=plan, every=3)
    on = timezone.localdate(datetime(2022, 10, 5, 9, tzinfo=UTC))
    given_ = {"pasted": pasted, "narrative": "Out of our sheet"}
    form = PasteForm(given_, measure=measure, recorded=[], on=on)
    is_right, wanted = form.is_valid(), len(form.reads)
    response = paste(client, measure, pasted, shown=form.look if is_right else "")
    assert response.status_code == (302 if is_right else 200)
    assert measure.readings.count() == (wanted if is_right else 0)
