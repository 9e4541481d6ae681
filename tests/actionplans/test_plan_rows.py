"""A row of the list of action plans, drawn once for all who see the same."""

from dataclasses import replace
from datetime import date

from django.utils.safestring import mark_safe

from actionplans.models import PlanStatus, Rating
from actionplans.queries.plan_rows import PlanRow
from actionplans.queries.standing import ActionCounts
from tests.foundation.pages import rendered

ROW = PlanRow(
    pk=7,
    title="2. Road safety",
    year="2022/23",
    owner="Tom Ashby, Leicestershire County Council",
    is_vacant=False,
    status=PlanStatus.ACTIVE,
    is_restricted=False,
    rating=Rating.AMBER,
    words="At risk",
    beside="Worse than July (on track)",
    state="Awaiting the officer",
    actions=ActionCounts(complete=1, overdue=1),
    due_on=date(2022, 10, 10),
    is_late=False,
)


def html_of(row: PlanRow) -> str:
    return rendered('{% drawn "actionplans/plan_list_row.html" row %}', row=row)


def test_row_says_where_the_plan_stands() -> None:
    html = html_of(ROW)
    assert '<a class="govuk-link" href="/action-plans/7/">2. Road safety</a>' in html
    assert "2022/23 · Tom Ashby, Leicestershire County Council" in html
    assert "Worse than July (on track)<br>Awaiting the officer" in html
    assert "10 October 2022" in html
    assert "vacant" not in html


def test_row_that_differs_is_drawn_anew() -> None:
    assert html_of(ROW) == html_of(replace(ROW))
    assert '<strong class="vacant">10 October 2022</strong>' in html_of(replace(ROW, is_late=True))
    assert "No owner at present" in html_of(replace(ROW, owner="", is_vacant=True))
    assert "Restricted" in html_of(replace(ROW, is_restricted=True))
    assert "Restricted" not in html_of(ROW)


def test_row_is_drawn_as_text_whoever_said_it_safely_before() -> None:
    title = "<b>Road safety</b>"
    html_of(replace(ROW, title=mark_safe(title)))  # noqa: S308 - on purpose
    assert "&lt;b&gt;Road safety&lt;/b&gt;" in html_of(replace(ROW, title=title))
