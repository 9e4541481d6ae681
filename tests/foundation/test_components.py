import pytest
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from smp_portal.foundation import shapes
from tests.foundation.pages import attributes, elements, rendered, words_in


@pytest.mark.parametrize(
    ("value", "letter", "words"),
    [
        ("GREEN", "G", "On track"),
        ("AMBER", "A", "At risk"),
        ("RED", "R", "Off track"),
        ("GREY", "?", "Not yet rated"),
        (None, "?", "Not yet rated"),
        ("UNKNOWN", "?", "Not yet rated"),
    ],
)
def test_rating_has_shape_letter_and_word(value: str | None, letter: str, words: str) -> None:
    html = rendered("{% rating value %}", value=value)

    assert f">{letter}</text>" in html
    assert f'<span class="rating__words">{words}</span>' in html


def test_rating_draws_words_as_text_whoever_said_them_safely_before() -> None:
    words = "<b>Soon</b>"
    rendered('{% rating "GREEN" words=words %}', words=mark_safe(words))  # noqa: S308 - on purpose
    html = rendered('{% rating "GREEN" words=words %}', words=words)

    assert "&lt;b&gt;Soon&lt;/b&gt;" in html
    assert "<b>" not in html


def test_rating_complete_is_a_tick_without_a_letter() -> None:
    html = rendered('{% rating "BLUE" %}')

    assert "<text" not in html
    assert "Complete" in html


def test_rating_out_of_date_says_since_when() -> None:
    assert "No update since April" in rendered('{% rating "GREY" words="No update since April" %}')


def test_rating_without_words_is_still_read_out() -> None:
    html = rendered('{% rating "RED" show_words=False %}')

    drawing = next(attributes(e) for e in elements(html) if e.name == "svg")
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "Off track"


def test_blocks_are_one_for_each_action_in_order() -> None:
    drawn = shapes.action_blocks(complete=3, under_way=1, to_start=0, overdue=1)

    assert [block.kind for block in drawn.blocks] == [
        "complete",
        "complete",
        "complete",
        "under-way",
        "overdue",
    ]
    assert drawn.sentence == "3 complete, 1 under way and 1 overdue"
    assert (drawn.width, drawn.height) == (110, 20)


def test_blocks_of_thirty_actions_wrap() -> None:
    drawn = shapes.action_blocks(complete=0, under_way=30, to_start=0, overdue=0)

    assert (drawn.width, drawn.height) == (264, 60)
    assert (drawn.blocks[29].x, drawn.blocks[29].y) == (110, 40)


def test_blocks_without_actions_say_so() -> None:
    assert "No actions yet" in rendered("{% blocks %}")


def test_blocks_without_words_are_read_out() -> None:
    html = rendered("{% blocks complete=1 overdue=2 show_words=False %}")

    drawing = next(attributes(e) for e in elements(html) if e.name == "svg")
    assert drawing["aria-label"] == "1 complete and 2 overdue"


def test_tile_is_one_link_that_names_plan_and_rating() -> None:
    html = rendered(
        '{% include "components/tile.html" with url="/x/" rating="AMBER" name="Cybercrime" words="At risk" only %}'
    )

    assert [attributes(e)["href"] for e in elements(html) if e.name == "a"] == ["/x/"]
    assert 'aria-label="At risk"' in html
    assert "Cybercrime" in html


def test_summary_row_says_what_changes() -> None:
    html = rendered(
        '<dl>{% include "components/summary_row.html" with key="Due date" value="3 May" change="/x/" only %}</dl>'
    )

    assert 'Change<span class="govuk-visually-hidden"> due date</span>' in html


def test_messages_name_their_kind_and_escape_what_they_carry() -> None:
    html = rendered(
        '{% include "components/messages.html" with messages=messages only %}',
        messages=[{"level_tag": "success", "__str__": "x"}],
    )

    banner = next(attributes(e) for e in elements(html) if e.name == "div")
    assert banner["role"] == "alert"
    assert banner["aria-labelledby"] == "message-1"


def test_a_component_included_alone_still_carries_its_token() -> None:
    html = rendered('{% include "components/form.html" with submit="Send" only %}')

    tokens = [attributes(e) for e in elements(html) if e.name == "input"]
    assert [token["name"] for token in tokens] == ["csrfmiddlewaretoken"]
    assert len(tokens[0]["value"]) == 64


def test_no_component_carries_style_or_script_of_its_own() -> None:
    html = rendered(
        '{% rating "GREEN" %}{% blocks complete=1 overdue=1 %}{% include "components/key.html" only %}'
    )

    assert [e.name for e in elements(html) if "style" in attributes(e)] == []


def test_telephone_is_rung_without_its_spaces() -> None:
    html = rendered("{% telephone number %}", number="01632 960 001")

    assert html == '<a class="govuk-link" href="tel:01632960001">01632 960 001</a>'


@pytest.mark.parametrize(
    ("of", "at", "shown"),
    [
        (1, 1, []),
        (4, 1, ["1", "2", "3", "4"]),
        (5, 1, ["1", "2", "⋯", "5"]),
        (40, 20, ["1", "⋯", "19", "20", "21", "⋯", "40"]),
        (40, 40, ["1", "⋯", "39", "40"]),
    ],
)
def test_pages_of_a_long_list_leave_out_those_far_away(of: int, at: int, shown: list[str]) -> None:
    page = Paginator(range(of), 1).page(at)
    html = rendered('{% include "components/pagination.html" with page=page %}', page=page)

    items = [e for e in elements(html) if e.name == "li"]
    assert [words_in(item) for item in items] == shown


def test_pages_of_a_long_list_lead_on_with_what_it_was_narrowed_by() -> None:
    page = Paginator(range(9), 1).page(5)
    html = rendered(
        '{% include "components/pagination.html" with page=page query="q=a&" %}', page=page
    )

    links = [attributes(e)["href"] for e in elements(html) if e.name == "a"]
    assert links == [
        "?q=a&page=4",
        "?q=a&page=1",
        "?q=a&page=4",
        "?q=a&page=5",
        "?q=a&page=6",
        "?q=a&page=9",
        "?q=a&page=6",
    ]
