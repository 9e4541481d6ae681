"""What changed from one edition to the next, in plain words."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.comparing import compare_contents
from smp_portal.foundation.redline import Kind
from tests.priorities.edition_contents import (
    Contents,
    action,
    contents,
    measure,
    priority,
    reading,
)

NIGHT = "Priority 1: Night noise"


def told(before: Contents, after: Contents) -> dict[str, list[str]]:
    """The sentences under the part that each belongs to."""
    parts = compare_contents(before, after)
    return {part.title: [change.sentence for change in part.changes] for part in parts}


def told_of_priority(before: Contents, after: Contents) -> list[str]:
    """The sentences about a priority that is in both editions."""
    found = told(contents(priorities=[before]), contents(priorities=[after]))
    assert list(found) == [NIGHT]
    return found[NIGHT]


def reason(text: str, **changes: Any) -> Contents:
    return {"kind": "STATISTIC", "text": text, "source": "", "finding": None} | changes


def test_comparing_the_same_finds_nothing() -> None:
    assert told(contents(), contents()) == {}


def test_comparing_with_nothing_names_all_that_came() -> None:
    found = told({"format": 1}, contents())
    assert found["The plan’s text"] == ["2 sections were added: “About”; “Partners”"]
    assert found[NIGHT] == ["This priority was added"]
    assert found["What partners agree to"] == ["1 commitment was added: “Turn up.”"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "Quiet.", "What we want to achieve was written"),
        ("Quiet.", "Silence.", "What we want to achieve was changed"),
        ("Quiet.", "", "What we want to achieve was taken out"),
    ],
)
def test_comparing_texts_of_a_priority(before: str, after: str, words: str) -> None:
    old, new = priority(what_we_want=before), priority(what_we_want=after)
    assert told_of_priority(old, new) == [words]


def test_comparing_shows_a_changed_text_word_by_word() -> None:
    after = contents()
    after["sections"][0]["body"] = "A very quiet place."
    [part] = compare_contents(contents(), after)
    [change] = part.changes
    assert (part.title, change.sentence) == ("The plan’s text", "“About”: the text was changed")
    assert [(piece.kind, piece.text) for piece in change.text] == [
        (Kind.KEPT, "A "),
        (Kind.ADDED, "very "),
        (Kind.KEPT, "quiet place."),
    ]


def test_comparing_sections_moved_and_added_says_so_once() -> None:
    after = contents()
    first, second = after["sections"]
    new = {"number": 1, "title": "Why", "slug": "why", "body": ""}
    after["sections"] = [new, second | {"number": 2}, first | {"number": 3}]
    assert told(contents(), after) == {
        "The plan’s text": [
            "1 section was added: “Why”",
            "The sections stand in another order",
        ]
    }


def test_comparing_reasons_knows_a_changed_one_from_a_new_one() -> None:
    old = priority(reasons=[reason("Nine cats in May."), reason("The law.")])
    new = priority(
        reasons=[
            reason("Ten cats in May."),
            reason("People asked for it loudly.", kind="CONSULTATION"),
        ]
    )
    assert told_of_priority(old, new) == [
        "1 reason was added: “People asked for it loudly.”",
        "1 reason was taken out: “The law.”",
        "“Ten cats in May.”: the wording was changed",
    ]


def test_comparing_reasons_in_another_order() -> None:
    one, other = reason("The law."), reason("Nine cats in May.")
    old, new = priority(reasons=[one, other]), priority(reasons=[other, one])
    assert told_of_priority(old, new) == ["The reasons stand in another order"]


def test_comparing_a_reason_that_now_rests_on_a_survey_result() -> None:
    finding = {"statement": "First concern in the villages", "count": 258, "base": 441}
    old = priority(reasons=[reason("So they said.", kind="CONSULTATION")])
    new = priority(reasons=[reason("So they said.", kind="CONSULTATION", finding=finding)])
    assert told_of_priority(old, new) == [
        "“So they said.”: the survey result it rests on is now “First concern in the villages” (258 of 441)"
    ]


def test_comparing_actions_says_what_came_and_what_is_complete() -> None:
    done = {"status": "COMPLETE", "completed_on": "2030-09-12"}
    old = priority(actions=[action("Count"), action("Ask"), action("Old one")])
    new = priority(
        actions=[
            action("Count", **done),
            action("Ask", **done),
            action("Build a shelter"),
            action("Old one", status="NOT_STARTED", due_on="2031-06-30", places=["upper"]),
        ]
    )
    assert told_of_priority(old, new) == [
        "2 actions are complete: “Count”; “Ask”",
        "1 action was added: “Build a shelter”",
        "“Old one”: places: Upper Village added",
        "“Old one”: the due date is now 30 June 2031; it was 31 March 2031",
        "“Old one”: it is now not started; it was in progress",
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, reading("6"), "the first figure is 6 of 10 (to 30 September 2030)"),
        (
            reading("6"),
            reading("10", period_end="2030-12-31"),
            "the latest figure went from 6 to 10 of 10 (to 31 December 2030)",
        ),
        (
            reading("6.50", out_of=None),
            reading("6.5", out_of=None, period_end="2030-12-31"),
            "the latest figure is 6.5 again (to 31 December 2030)",
        ),
        (reading("6"), None, "the latest figure was taken out: 6 of 10"),
    ],
)
def test_comparing_measures_says_how_the_figure_went(
    before: Contents | None, after: Contents | None, words: str
) -> None:
    old, new = (
        priority(measures=[measure(latest=before)]),
        priority(measures=[measure(latest=after)]),
    )
    assert told_of_priority(old, new) == [f"“Quiet streets”: {words}"]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2030-09-30", "the latest figure went from 6 to 10 of 10 (to 31 December 2030)"),
        (
            "2030-10-01",
            "the latest figure is 10 of 10 (to 31 December 2030); it was 6 of 10, when something else was counted",
        ),
    ],
)
def test_comparing_measures_lets_figures_stand_that_count_something_else(
    since: str, words: str
) -> None:
    old = priority(measures=[measure(latest=reading("6"))])
    latest = reading("10", period_end="2030-12-31")
    new = priority(measures=[measure(latest=latest) | {"counted_anew_from": since}])
    assert told_of_priority(old, new) == [f"“Quiet streets”: {words}"]


def test_comparing_names_what_a_priority_serves_and_the_counties_position() -> None:
    after = contents(priorities=[priority(themes=[2])])
    after["county"][0] |= {"position": "LED_COUNTYWIDE", "note": "By the county.", "priorities": []}
    assert told(contents(), after) == {
        "The county’s priorities": [
            "“Quiet nights”: the position in Melton is now led countywide; it was partly",
            "“Quiet nights”: the note was written",
            "“Quiet nights”: our priorities that serve it: Night noise taken out",
        ],
        NIGHT: ["Pressures: Housing added, Noise taken out"],
    }


def test_comparing_answers_to_what_people_said() -> None:
    reply = {"you_said": "Too loud.", "we_did": "We asked.", "could_not": False}
    old, new = priority(replies=[reply]), priority(replies=[reply | {"could_not": True}])
    assert told_of_priority(old, new) == [
        "“Too loud.”: the answer is now “we could not”; it was “we did”"
    ]


def test_comparing_tells_a_priority_that_went() -> None:
    assert told(contents(), contents(priorities=[])) == {NIGHT: ["This priority was taken out"]}


def test_comparing_tells_what_later_contents_add() -> None:
    after = contents(priorities=[priority(lead_partner="Council")])
    assert told(contents(), after) == {NIGHT: ["Lead partner is now Council"]}


WORDS = st.sampled_from(["", "Cats sleep.", "Cats sleep by day.", "<b>Dogs</b>", "No dogs at all."])
DAYS = st.sampled_from([None, "2030-09-30", "2031-03-31"])


def texts(known: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(known)


@st.composite
def changed_contents(draw: st.DrawFn) -> Contents:
    """The small plan with any of its parts otherwise."""
    whole = copy.deepcopy(contents())
    first = whole["priorities"][0]
    first |= {
        "what_we_want": draw(WORDS),
        "themes": draw(st.lists(st.sampled_from([1, 2]), unique=True)),
    }
    first["reasons"] = [reason(text) for text in draw(st.lists(WORDS, max_size=4))]
    first["actions"] = [
        action(title, due_on=draw(DAYS), status=draw(texts(["COMPLETE", "IN_PROGRESS"])))
        # In which order they stand is of no account.
        for title in sorted(draw(st.sets(WORDS)))
    ]
    first["measures"][0]["latest"] = draw(st.none() | st.builds(reading, texts(["6", "10"])))
    whole["sections"] = draw(st.permutations(whole["sections"]))
    whole["sections"][0]["body"] = draw(WORDS)
    whole["county"][0]["position"] = draw(texts(["", "GAP", "PARTLY"]))
    if draw(st.booleans()):
        whole["priorities"] = []
    return whole


def side(change: Any, kind: Kind) -> str:
    return "".join(piece.text for piece in change.text if piece.kind in {Kind.KEPT, kind})


def all_texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for one in value.values() for text in all_texts(one)}
    if isinstance(value, list):
        return {text for one in value for text in all_texts(one)}
    return {value} if isinstance(value, str) else set()


PARTS = st.sampled_from(["sections", "county", "what_we_want", "themes", "reasons", "actions"])


@given(changed_contents(), changed_contents(), st.sets(PARTS, max_size=2))
def test_comparing_finds_every_difference_and_no_other(
    before: Contents, other: Contents, changed: set[str]
) -> None:
    after = copy.deepcopy(before)
    for part in changed & set(before):
        after[part] = other[part]
    for old, new in zip(after["priorities"], other["priorities"], strict=False):
        old.update({part: new[part] for part in changed & set(new)})
    parts = compare_contents(before, after)
    assert bool(parts) == (before != after)
    assert all(change.sentence for part in parts for change in part.changes)
    for change in (change for part in parts for change in part.changes if change.text):
        assert side(change, Kind.REMOVED) in all_texts(before) | {""}
        assert side(change, Kind.ADDED) in all_texts(after) | {""}


def test_measure_of_an_edition_from_before_the_notes_says_how_it_is_read_now() -> None:
    before = priority(measures=[measure()])
    after = priority(measures=[measure(note="More calls are good news")])
    assert told_of_priority(before, after) == [
        "“Quiet streets”: how to read it is now “More calls are good news”"
    ]
    silent = priority(measures=[measure(note="")])
    assert told(contents(priorities=[before]), contents(priorities=[silent])) == {}
